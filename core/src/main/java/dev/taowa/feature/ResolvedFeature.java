package dev.taowa.feature;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Feature that is at hand.
 *
 * @param id as written where it was asked for
 * @param pinned names its very content: the reference with the digest of what was fetched, or of the local files
 * @param options the value of each of its options
 * @param folder its files, in the cache, which nobody changes; absent for one of ours
 */
public record ResolvedFeature(
        String id,
        FeatureReference reference,
        String pinned,
        FeatureManifest manifest,
        Map<String, String> options,
        Optional<Path> folder) {

    public ResolvedFeature {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** The variables that its install.sh gets for its options. */
    public Map<String, String> environment() {
        return OptionValues.environment(options);
    }
}
