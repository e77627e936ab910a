package dev.taowa.feature;

import java.util.List;
import java.util.Optional;

/**
 * What a lock says of one Feature.
 *
 * @param integrity digest of the manifest of one from a registry, else of the tarball
 */
record LockEntry(Optional<String> version, String resolved, Digest integrity, List<String> dependsOn) {

    LockEntry {
        dependsOn = List.copyOf(dependsOn);
    }
}
