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
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings files of others to the cache: checked against their digest, bounded, and unpacked inside one folder. Features
 * and templates are published alike.
 */
final class Artifacts {

    private static final long MOST_UNPACKED_BYTES = 2L << 30;
    private static final int MOST_MANIFEST_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int REPORT_BYTES = 1 << 20;
    private static final String TYPE = "application/vnd.devcontainers";

    /** What is brought, and how large one may be. */
    enum Kind {
        FEATURE("Feature", 100L << 20, FolderWriter.MOST_BYTES),
        TEMPLATE("template", 16L << 20, 16L << 20);

        private final String word;
        private final long mostPackedBytes;
        private final long mostBytes;

        Kind(String word, long mostPackedBytes, long mostBytes) {
            this.word = word;
            this.mostPackedBytes = mostPackedBytes;
            this.mostBytes = mostBytes;
        }

        String shown(Object reference) {
            return "the %s %s".formatted(word, reference);
        }
    }

    private final Kind kind;
    private final FeatureRegistry registry;
    private final FeatureCache cache;
    private final Progress progress;
    private final AtomicLong unpacked = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Artifacts(Kind kind, FeatureRegistry registry, FeatureCache cache, Progress progress) {
        this.kind = kind;
        this.registry = registry;
        this.cache = cache;
        this.progress = progress;
    }

    FeatureCache cache() {
        return cache;
    }

    /** The manifest of that version, which must have the digest of the reference if it has one. */
    byte[] manifest(FeatureReference.Registry reference) throws IOException {
        return manifest(reference, reference.digest(), (pinned, found) -> lie(reference, pinned, found));
    }

    /**
     * The same of a version that may be pinned elsewhere.
     *
     * @param otherwise the problem when the manifest has the second digest instead of the first
     */
    byte[] manifest(FeatureReference.Registry reference, Optional<Digest> pinned, Mismatch otherwise)
            throws IOException {
        var known = pinned.isPresent() ? cache.findManifest(pinned.get()) : Optional.<byte[]>empty();
        if (known.isPresent()) {
            return known.get();
        }
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
            throw otherwise.problem(pinned.get(), digest);
        }
        cache.keepManifest(digest, bytes);
        return bytes;
    }

    /** Several artifacts may meet the same. */
    private void warn(String text) {
        if (told.add(text)) {
            progress.warn(text);
        }
    }

    /** Words that bytes have another digest than they should. */
    interface Mismatch {
        ProblemException problem(Digest expected, Digest found);
    }

    /** The folder of the files that the manifest names. */
    Path files(FeatureReference.Registry reference, byte[] manifest) throws IOException {
        var layer = layer(reference, manifest);
        var known = cache.findFolder(layer);
        if (known.isPresent()) {
            return known.get();
        }
        var packed = cache.freshFile();
        try {
            var digest = download(reference, registry.blob(reference, layer, this::warn), packed);
            if (!digest.equals(layer)) {
                throw lie(reference, layer, digest);
            }
            return unpack(reference, packed, digest);
        } finally {
            FeatureCache.delete(packed);
        }
    }

    private Digest layer(FeatureReference reference, byte[] manifest) {
        JsonNode json;
        try {
            json = JsonText.parse(reference + " manifest", new String(manifest, StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            throw refused(reference, "its manifest is no JSON");
        }
        if (!TYPE.equals(json.path("config").path("mediaType").asText())) {
            throw refused(reference, "it is an image or the like, not a " + kind.word);
        }
        return Digest.parse(json.path("layers").path(0).path("digest").asText())
                .orElseThrow(() -> refused(reference, "its manifest names no files"));
    }

    /** The folder of what is at that address, known by the digest of the packed bytes. */
    Digest download(FeatureReference reference, InputStream content, Path into) throws IOException {
        var digest = Digest.start();
        var done = 0L;
        var reported = 0L;
        var buffer = new byte[BUFFER_BYTES];
        try (content;
                var out = Files.newOutputStream(into)) {
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                done += read;
                if (done > kind.mostPackedBytes) {
                    throw refused(reference, "it is larger than %d MiB".formatted(kind.mostPackedBytes >> 20));
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
                "%s %s".formatted(kind.word, FeatureProblems.shown(reference.toString())),
                bytes,
                0,
                Event.Unit.BYTES));
    }

    /** The folder of a packed file of that digest. */
    Path unpack(FeatureReference reference, Path packed, Digest digest) throws IOException {
        var folder = cache.freshFolder();
        try (var in = Files.newInputStream(packed)) {
            var writer = new FolderWriter(kind.shown(reference), folder, kind.mostBytes);
            unpack(reference, in, writer);
            if (unpacked.addAndGet(writer.bytes()) > MOST_UNPACKED_BYTES) {
                throw refused(reference, "it and the others together are larger than 2 GiB");
            }
            return cache.keepFolder(digest, folder);
        } finally {
            FeatureCache.delete(folder);
        }
    }

    private void unpack(FeatureReference reference, InputStream in, FolderWriter writer) {
        try {
            Archive.unpack(kind.shown(reference), in, writer);
            writer.finish();
        } catch (IOException e) {
            throw new ProblemException(
                    FeatureProblems.refused(kind.shown(reference), "its archive is broken: " + e.getMessage()), e);
        }
    }

    /** A copied folder, and the digest of what it holds. */
    record Copied(Digest digest, Path folder) {}

    /** A copy, since whoever works in the tree may change it at any time. */
    Copied copy(Object shown, SourceTree tree, Path from) throws IOException {
        var now = digest(shown, tree, from);
        var known = now.flatMap(cache::findFolder);
        if (known.isPresent()) {
            return new Copied(now.orElseThrow(), known.get());
        }
        var folder = cache.freshFolder();
        try {
            var writer = new FolderWriter(kind.shown(shown), folder, kind.mostBytes);
            visit(shown, tree, from, writer);
            var digest = writer.finish();
            return new Copied(digest, cache.keepFolder(digest, folder));
        } finally {
            FeatureCache.delete(folder);
        }
    }

    /** What the folder holds at the moment; absent when it is more than it may hold, which copying it tells. */
    private Optional<Digest> digest(Object shown, SourceTree tree, Path from) {
        var digest = new FolderDigest();
        try {
            visit(shown, tree, from, digest);
            return Optional.of(digest.digest());
        } catch (IOException tooMuch) {
            return Optional.empty();
        }
    }

    private void visit(Object shown, SourceTree tree, Path from, SourceTree.Visitor visitor) throws IOException {
        try {
            tree.visit(from, visitor);
        } catch (FileSystemException e) {
            throw new ProblemException(
                    FeatureProblems.unreadable(kind.shown(shown), String.valueOf(e.getMessage())), e);
        }
    }

    private ProblemException lie(FeatureReference reference, Digest expected, Digest found) {
        return refused(reference, "its bytes have the digest %s instead of %s".formatted(found, expected));
    }

    ProblemException refused(Object reference, String why) {
        return new ProblemException(FeatureProblems.refused(kind.shown(reference), why));
    }
}
