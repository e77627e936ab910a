package dev.taowa.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What git may fill of a folder, with packs and with what it checks out of them: a small pack may hold files without
 * end, and git has no limit of its own for what it fetches.
 *
 * @param bytes the most; anything in the folder counts as a block at least, so that empty files are bounded too
 */
record Room(Path folder, long bytes) {

    private static final long BLOCK_BYTES = 4096;

    /** Whether more is there; git may be at work meanwhile. */
    boolean isExceeded() {
        var sum = new Sum(bytes);
        try {
            Files.walkFileTree(folder, sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum.left < 0;
    }

    private static final class Sum extends SimpleFileVisitor<Path> {

        private long left;

        Sum(long bytes) {
            this.left = bytes;
        }

        private FileVisitResult count(long size) {
            left -= Math.max(size, BLOCK_BYTES);
            return left < 0 ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return count(0);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return count(attributes.size());
        }

        /** Git makes and removes files all the time. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException changing) {
            return FileVisitResult.CONTINUE;
        }
    }
}
