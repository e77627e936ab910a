package dev.taowa.feature;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A Feature on this machine, whatever options it will get.
 *
 * @param content names the bytes: the digest of the manifest, the tarball or the local files
 */
record FetchedFeature(FeatureReference reference, String content, FeatureManifest manifest, Optional<Path> folder) {

    String pinned() {
        return switch (reference) {
            case FeatureReference.Registry registry -> registry.resource() + "@" + content;
            case FeatureReference.Tarball _, FeatureReference.Local _ -> reference + "@" + content;
            case FeatureReference.Ours _ -> content;
        };
    }
}
