package dev.taowa.feature;

import java.util.List;
import java.util.Optional;

/**
 * What "features" comes to.
 *
 * @param ordered in the order to install them in
 * @param newLock the text to write beside devcontainer.json; absent when the lock there says the same, and when there
 *     is nothing to lock
 * @param warnings what a person should know
 */
public record ResolvedFeatures(List<ResolvedFeature> ordered, Optional<String> newLock, List<String> warnings) {

    public ResolvedFeatures {
        ordered = List.copyOf(ordered);
        warnings = List.copyOf(warnings);
    }
}
