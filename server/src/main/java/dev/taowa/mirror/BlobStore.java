package dev.taowa.mirror;

import dev.taowa.feature.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/**
 * Files by the digest of their content, of which the longest unused go when they are too many. A file is there whole or
 * not at all, also after a crash. Safe for use by many threads of one process.
 */
final class BlobStore {

    /** Of the disk, which is left to others. */
    private static final double LEFT_FREE = 0.1;

    private final Path blobs;
    private final Path incoming;
    private final long mostBytes;
    private final InstantSource clock;

    private BlobStore(Path folder, long mostBytes, InstantSource clock) {
        this.blobs = folder.resolve("sha256");
        this.incoming = folder.resolve("incoming");
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** @param mostBytes that all files together may have */
    static BlobStore open(Path folder, long mostBytes, InstantSource clock) throws IOException {
        var store = new BlobStore(folder, mostBytes, clock);
        Files.createDirectories(store.blobs);
        Files.createDirectories(store.incoming);
        try (var left = Files.list(store.incoming)) {
            for (var file : left.toList()) {
                Files.delete(file);
            }
        }
        return store;
    }

    /** The file with this content, which counts as used now. */
    Optional<Path> find(Digest digest) throws IOException {
        var file = blobs.resolve(digest.hex());
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(file);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Whether so many bytes more may come. */
    boolean hasRoom(long bytes) throws IOException {
        var disk = Files.getFileStore(incoming);
        return bytes <= mostBytes && disk.getUsableSpace() - bytes >= disk.getTotalSpace() * LEFT_FREE;
    }

    /** An empty file to write to, for {@link #keep} or to be deleted. */
    Path begin() throws IOException {
        return Files.createTempFile(incoming, "blob", "");
    }

    /** Takes this content, if there is room for it. */
    void keep(byte[] content, Digest digest) throws IOException {
        if (!hasRoom(content.length)) {
            return;
        }
        var file = begin();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            write(ByteBuffer.wrap(content), channel);
            channel.force(true);
        }
        keep(file, digest);
    }

    /** Writes all of it. */
    static void write(ByteBuffer content, FileChannel channel) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    /** Takes a written file, whose content was forced to the disk, as the one of this digest. */
    synchronized void keep(Path written, Digest digest) throws IOException {
        Files.move(written, blobs.resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
        find(digest);
        forget();
    }

    private void forget() throws IOException {
        var kept = new ArrayList<Kept>();
        try (var files = Files.list(blobs)) {
            for (var file : files.toList()) {
                kept.add(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
            }
        }
        kept.sort(Comparator.comparing(Kept::used));
        var bytes = kept.stream().mapToLong(Kept::bytes).sum();
        for (var each : kept) {
            if (bytes <= mostBytes) {
                return;
            }
            // Whoever reads it has it open, and goes on.
            Files.delete(each.file());
            bytes -= each.bytes();
        }
    }

    private record Kept(Path file, long bytes, FileTime used) {}
}
