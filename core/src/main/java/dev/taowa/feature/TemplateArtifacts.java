package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import dev.taowa.task.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Templates' files as Features' are brought: from registries in the same kind of artifact (containers.dev, "Dev
 * Container Templates distribution"), checked, bounded and kept in a cache by their digest.
 *
 * <p>Safe for use by many threads. Calls block; interrupt to cancel.
 */
public final class TemplateArtifacts {

    private final FeatureRegistry registry;
    private final FeatureCache cache;

    public TemplateArtifacts(FeatureRegistry registry, FeatureCache cache) {
        this.registry = registry;
        this.cache = cache;
    }

    /** The folder of the files that the registry has under that reference. */
    public Path fetch(String reference, Progress progress) {
        var parsed = FeatureReferences.registry(reference);
        var artifacts = new Artifacts(Artifacts.Kind.TEMPLATE, registry, cache, progress);
        try {
            return artifacts.files(parsed, artifacts.manifest(parsed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A copy of a folder of strangers, without links that lead out of it.
     *
     * @param shown whose it is, for problems
     * @param from relative to the tree
     */
    public Path copy(String shown, SourceTree tree, Path from, Progress progress) {
        try {
            return new Artifacts(Artifacts.Kind.TEMPLATE, registry, cache, progress)
                    .copy(shown, tree, from)
                    .folder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
