package dev.taowa.feature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Brings one Feature's files to this machine, unless they are there, and checks them against their digest. */
final class Fetcher {

    private static final long MOST_PACKED_BYTES = 100L << 20;
    private static final long MOST_UNPACKED_BYTES = 2L << 30;
    private static final int MOST_MANIFEST_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int REPORT_BYTES = 1 << 20;
    private static final String FEATURE_TYPE = "application/vnd.devcontainers";

    private final FeatureRegistry registry;
    private final FeatureCache cache;
    private final SourceTree tree;
    private final Progress progress;
    private final AtomicLong unpacked = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Fetcher(FeatureRegistry registry, FeatureCache cache, SourceTree tree, Progress progress) {
        this.registry = registry;
        this.cache = cache;
        this.tree = tree;
        this.progress = progress;
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
        var pinned = reference.digest().or(() -> locked);
        if (locked.isPresent() && !pinned.equals(locked)) {
            throw new ProblemException(FeatureProblems.notAsLocked(id, locked.get(), pinned.orElseThrow()));
        }
        var known = pinned.isPresent() ? cache.findManifest(pinned.get()) : Optional.<byte[]>empty();
        var manifest = known.isPresent() ? known.get() : manifest(id, reference, pinned, locked);
        var digest = Digest.of(manifest);
        var layer = layer(reference, manifest);
        var folder = cache.findFolder(layer);
        var files = folder.isPresent()
                ? folder.get()
                : unpack(reference, registry.blob(reference, layer, this::warn), layer);
        return feature(reference, digest, files, reference.name());
    }

    private byte[] manifest(
            String id, FeatureReference.Registry reference, Optional<Digest> pinned, Optional<Digest> locked)
            throws IOException {
        var wanted = pinned.isEmpty()
                ? reference
                : new FeatureReference.Registry(reference.registry(), reference.path(), Optional.empty(), pinned);
        byte[] bytes;
        try (var in = registry.manifest(wanted, this::warn)) {
            bytes = in.readNBytes(MOST_MANIFEST_BYTES + 1);
        }
        if (bytes.length > MOST_MANIFEST_BYTES) {
            throw refused(reference, "its manifest is larger than 1 MiB");
        }
        var digest = Digest.of(bytes);
        if (pinned.isPresent() && !pinned.get().equals(digest)) {
            throw locked.isPresent()
                    ? new ProblemException(FeatureProblems.notAsLocked(id, pinned.get(), digest))
                    : lie(reference, pinned.get(), digest);
        }
        cache.keepManifest(digest, bytes);
        return bytes;
    }

    /** Several Features may meet the same. */
    private void warn(String text) {
        if (told.add(text)) {
            progress.warn(text);
        }
    }

    private static Digest layer(FeatureReference reference, byte[] manifest) {
        JsonNode json;
        try {
            json = JsonText.parse(reference + " manifest", new String(manifest, StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            throw refused(reference, "its manifest is no JSON");
        }
        if (!FEATURE_TYPE.equals(json.path("config").path("mediaType").asText())) {
            throw refused(reference, "it is an image or the like, not a Feature");
        }
        return Digest.parse(json.path("layers").path(0).path("digest").asText())
                .orElseThrow(() -> refused(reference, "its manifest names no files"));
    }

    private FetchedFeature fetch(String id, FeatureReference.Tarball reference, Optional<Digest> locked)
            throws IOException {
        var name = reference.address().getPath().replaceFirst(".*/devcontainer-feature-(.*)\\.tgz", "$1");
        var known = locked.flatMap(cache::findFolder);
        if (known.isPresent()) {
            return feature(reference, locked.orElseThrow(), known.get(), name);
        }
        var packed = cache.freshFile();
        try {
            var digest = download(reference, registry.tarball(reference.address()), packed);
            if (locked.isPresent() && !locked.get().equals(digest)) {
                throw new ProblemException(FeatureProblems.notAsLocked(id, locked.get(), digest));
            }
            var folder = cache.findFolder(digest);
            var files = folder.isPresent() ? folder.get() : unpack(reference, packed, digest);
            return feature(reference, digest, files, name);
        } finally {
            FeatureCache.delete(packed);
        }
    }

    private Path unpack(FeatureReference reference, InputStream content, Digest expected) throws IOException {
        var packed = cache.freshFile();
        try {
            var digest = download(reference, content, packed);
            if (!digest.equals(expected)) {
                throw lie(reference, expected, digest);
            }
            return unpack(reference, packed, digest);
        } finally {
            FeatureCache.delete(packed);
        }
    }

    private Digest download(FeatureReference reference, InputStream content, Path into) throws IOException {
        var digest = Digest.start();
        var done = 0L;
        var reported = 0L;
        var buffer = new byte[BUFFER_BYTES];
        try (content;
                var out = Files.newOutputStream(into)) {
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                done += read;
                if (done > MOST_PACKED_BYTES) {
                    throw refused(reference, "it is larger than 100 MiB");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                if (done - reported >= REPORT_BYTES) {
                    report(reference, done);
                    reported = done;
                }
            }
        }
        report(reference, done);
        return Digest.finish(digest);
    }

    private void report(FeatureReference reference, long bytes) {
        progress.report(new Event.Advanced(
                Phase.DEFINITION,
                "Feature " + FeatureProblems.shown(reference.toString()),
                bytes,
                0,
                Event.Unit.BYTES));
    }

    private Path unpack(FeatureReference reference, Path packed, Digest digest) throws IOException {
        var folder = cache.freshFolder();
        try (var in = Files.newInputStream(packed)) {
            var writer = new FolderWriter(reference.toString(), folder);
            unpack(reference, in, writer);
            if (unpacked.addAndGet(writer.bytes()) > MOST_UNPACKED_BYTES) {
                throw refused(reference, "it and the other Features together are larger than 2 GiB");
            }
            return cache.keepFolder(digest, folder);
        } finally {
            FeatureCache.delete(folder);
        }
    }

    private static void unpack(FeatureReference reference, InputStream in, FolderWriter writer) {
        try {
            Archive.unpack(reference.toString(), in, writer);
            writer.finish();
        } catch (IOException e) {
            throw new ProblemException(
                    FeatureProblems.refused(reference.toString(), "its archive is broken: " + e.getMessage()), e);
        }
    }

    /** A copy, since whoever works in the source may change it at any time. */
    private FetchedFeature copy(FeatureReference.Local reference) throws IOException {
        var name = reference.folder().getFileName().toString();
        var digest = digest(reference);
        var known = digest.flatMap(cache::findFolder);
        if (known.isPresent()) {
            return feature(reference, digest.orElseThrow(), known.get(), name);
        }
        var folder = cache.freshFolder();
        try {
            var writer = new FolderWriter(reference.toString(), folder);
            visit(reference, writer);
            var written = writer.finish();
            return feature(reference, written, cache.keepFolder(written, folder), name);
        } finally {
            FeatureCache.delete(folder);
        }
    }

    /** What the folder holds at the moment; absent when it is more than a Feature may hold, which copying it tells. */
    private Optional<Digest> digest(FeatureReference.Local reference) {
        var digest = new FolderDigest();
        try {
            visit(reference, digest);
            return Optional.of(digest.digest());
        } catch (IOException tooMuch) {
            return Optional.empty();
        }
    }

    private void visit(FeatureReference.Local reference, SourceTree.Visitor visitor) throws IOException {
        try {
            tree.visit(reference.folder(), visitor);
        } catch (FileSystemException e) {
            throw new ProblemException(
                    FeatureProblems.unreadable(reference.toString(), String.valueOf(e.getMessage())), e);
        }
    }

    private static FetchedFeature feature(FeatureReference reference, Digest content, Path folder, String name) {
        var files = new SourceTree(folder);
        var text = files.findText(Path.of(FeatureManifest.FILE))
                .orElseThrow(() -> refused(reference, "it holds no " + FeatureManifest.FILE));
        if (!files.isFile(Path.of("install.sh"))) {
            throw refused(reference, "it holds no install.sh");
        }
        var manifest = FeatureManifest.parse(reference + "/" + FeatureManifest.FILE, text, name);
        return new FetchedFeature(reference, content.toString(), manifest, Optional.of(folder));
    }

    private static ProblemException lie(FeatureReference reference, Digest expected, Digest found) {
        return refused(reference, "its bytes have the digest %s instead of %s".formatted(found, expected));
    }

    private static ProblemException refused(FeatureReference reference, String why) {
        return new ProblemException(FeatureProblems.refused(reference.toString(), why));
    }
}
