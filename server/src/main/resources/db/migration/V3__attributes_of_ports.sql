-- Of ports that no rule covers more is said than a label. No text in JSON holds a quote without a backslash before it.
UPDATE wish SET ports = REPLACE(ports, '"otherLabel":', '"others":{"label":') || '}';
