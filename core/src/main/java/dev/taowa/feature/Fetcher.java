package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Brings one Feature's files to this machine, unless they are there, and checks them against their digest. */
final class Fetcher {

    private final FeatureRegistry registry;
    private final Artifacts artifacts;
    private final SourceTree tree;

    Fetcher(FeatureRegistry registry, FeatureCache cache, SourceTree tree, Progress progress) {
        this.registry = registry;
        this.artifacts = new Artifacts(Artifacts.Kind.FEATURE, registry, cache, progress);
        this.tree = tree;
    }

    /**
     * The Feature of that reference.
     *
     * @param id as written, for problems
     * @param locked the digest that it must have
     */
    FetchedFeature fetch(String id, FeatureReference reference, Optional<Digest> locked) {
        try {
            return switch (reference) {
                case FeatureReference.Registry from -> fetch(id, from, locked);
                case FeatureReference.Tarball from -> fetch(id, from, locked);
                case FeatureReference.Local from -> copy(from);
                case FeatureReference.Ours from ->
                    new FetchedFeature(from, from.toString(), FeatureManifest.ours(from.name()), Optional.empty());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FetchedFeature fetch(String id, FeatureReference.Registry reference, Optional<Digest> locked)
            throws IOException {
        if (locked.isPresent()
                && reference.digest().isPresent()
                && !reference.digest().equals(locked)) {
            throw notAsLocked(id, locked.get(), reference.digest().get());
        }
        var manifest = locked.isEmpty()
                ? artifacts.manifest(reference)
                : artifacts.manifest(reference, locked, (expected, found) -> notAsLocked(id, expected, found));
        var folder = artifacts.files(reference, manifest);
        return feature(reference, Digest.of(manifest), folder, reference.name());
    }

    private FetchedFeature fetch(String id, FeatureReference.Tarball reference, Optional<Digest> locked)
            throws IOException {
        var cache = artifacts.cache();
        var name = reference.address().getPath().replaceFirst(".*/devcontainer-feature-(.*)\\.tgz", "$1");
        var known = locked.flatMap(cache::findFolder);
        if (known.isPresent()) {
            return feature(reference, locked.orElseThrow(), known.get(), name);
        }
        var packed = cache.freshFile();
        try {
            var digest = artifacts.download(reference, registry.tarball(reference.address()), packed);
            if (locked.isPresent() && !locked.get().equals(digest)) {
                throw notAsLocked(id, locked.get(), digest);
            }
            var folder = cache.findFolder(digest);
            var files = folder.isPresent() ? folder.get() : artifacts.unpack(reference, packed, digest);
            return feature(reference, digest, files, name);
        } finally {
            FeatureCache.delete(packed);
        }
    }

    private FetchedFeature copy(FeatureReference.Local reference) throws IOException {
        var copied = artifacts.copy(reference, tree, reference.folder());
        return feature(
                reference,
                copied.digest(),
                copied.folder(),
                reference.folder().getFileName().toString());
    }

    private FetchedFeature feature(FeatureReference reference, Digest content, Path folder, String name) {
        var files = new SourceTree(folder);
        var text = files.findText(Path.of(FeatureManifest.FILE))
                .orElseThrow(() -> artifacts.refused(reference, "it holds no " + FeatureManifest.FILE));
        if (!files.isFile(Path.of("install.sh"))) {
            throw artifacts.refused(reference, "it holds no install.sh");
        }
        var manifest = FeatureManifest.parse(reference + "/" + FeatureManifest.FILE, text, name);
        return new FetchedFeature(reference, content.toString(), manifest, Optional.of(folder));
    }

    private static ProblemException notAsLocked(String id, Digest locked, Digest found) {
        return new ProblemException(FeatureProblems.notAsLocked(id, locked, found));
    }
}
