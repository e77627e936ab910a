package dev.taowa.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What was fetched and checked once, by its content. An entry appears whole or not at all and is never changed, so that
 * several processes may share the folder.
 */
public final class FeatureCache {

    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path manifests;
    private final Path folders;
    private final Path fresh;

    /** @param folder made if need be, readable by this user alone */
    public FeatureCache(Path folder) {
        this.manifests = folder.resolve("manifests");
        this.folders = folder.resolve("folders");
        this.fresh = folder.resolve("fresh");
        try {
            for (var each : new Path[] {folder, manifests, folders, fresh}) {
                Files.createDirectories(each);
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            deleteAbandoned();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest of this digest; one that a power cut left in pieces counts as none. */
    Optional<byte[]> findManifest(Digest digest) throws IOException {
        var file = manifests.resolve(digest.hex());
        return Files.exists(file)
                ? Optional.of(Files.readAllBytes(file))
                        .filter(bytes -> Digest.of(bytes).equals(digest))
                : Optional.empty();
    }

    void keepManifest(Digest digest, byte[] bytes) throws IOException {
        var file = Files.createTempFile(fresh, "manifest", "");
        Files.write(file, bytes);
        Files.move(file, manifests.resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The files that were unpacked from bytes of this digest, or had this digest in a folder. */
    public Optional<Path> findFolder(Digest digest) {
        var folder = folders.resolve(digest.hex());
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** A new file to write to. */
    public Path freshFile() throws IOException {
        return Files.createTempFile(fresh, "packed", "");
    }

    /** A new folder to write to; whoever asked for it keeps or deletes it. */
    public Path freshFolder() throws IOException {
        return Files.createTempDirectory(fresh, "folder");
    }

    /** Takes the fresh folder in, or drops it when another one was faster. */
    public Path keepFolder(Digest digest, Path folder) throws IOException {
        var kept = folders.resolve(digest.hex());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(folder, kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(kept)) {
                throw e;
            }
            delete(folder);
        }
        return kept;
    }

    /** Deletes a fresh file or folder, if it is still there. */
    public static void delete(Path fresh) throws IOException {
        if (!Files.exists(fresh)) {
            return;
        }
        try (var all = Files.walk(fresh)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** What a killed process left behind. */
    private void deleteAbandoned() throws IOException {
        var limit = Instant.now().minus(ABANDONED);
        try (var left = Files.list(fresh)) {
            for (var each : left.toList()) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(limit)) {
                    delete(each);
                }
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Another process is at it.
        }
    }
}
