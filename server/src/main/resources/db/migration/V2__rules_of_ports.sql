-- Beside the ports named one by one now stands what is said of others.
UPDATE wish SET ports = '{"numbered":' || ports || ',"rules":[],"otherLabel":""}';
