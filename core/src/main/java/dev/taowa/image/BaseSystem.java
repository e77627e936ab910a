package dev.taowa.image;

import java.util.List;

/**
 * A Debian root file system made from packages alone, without a registry.
 *
 * @param suite such as {@code trixie}
 * @param packages beyond the essential ones, sorted
 * @param tag ends in the hash of everything here
 */
public record BaseSystem(ImageTag tag, String suite, List<String> packages) {

    public BaseSystem {
        packages = List.copyOf(packages);
    }
}
