package dev.taowa.mirror;

import dev.taowa.feature.Digest;
import dev.taowa.problem.ProblemException;
import dev.taowa.registry.PublicImages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One blob on its way here. Whoever wants it reads along from its first byte on, while it comes. Safe for use by many
 * threads.
 */
final class Download {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private @Nullable OptionalLong length;
    private long readable;
    private boolean ended;
    private @Nullable Exception failure;

    /** @param file empty, to write to */
    Download(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Tells everybody who waits how much there will be. */
    void begin(OptionalLong bytes) {
        change(() -> length = bytes);
    }

    /**
     * Writes all of it to the disk.
     *
     * @throws IOException if it is not what was asked for, or cannot be written
     * @throws ProblemException if the transfer breaks
     */
    void copy(PublicImages.Content content, Digest expected) throws IOException {
        var digest = Digest.start();
        try (var bytes = new DigestInputStream(content.bytes(), digest);
                var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER_BYTES];
            var written = 0L;
            for (var count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                BlobStore.write(ByteBuffer.wrap(buffer, 0, count), channel);
                written += count;
                // Who reads along has the last byte once the whole is known to be right.
                letRead(written - 1);
            }
            var found = Digest.finish(digest);
            if (!found.equals(expected)) {
                throw new IOException("the registry gave %s for %s".formatted(found, expected));
            }
            letRead(written);
            channel.force(true);
        }
    }

    private void letRead(long bytes) {
        change(() -> readable = bytes);
    }

    /** @param cause absent if all of it has come */
    void end(@Nullable Exception cause) {
        change(() -> {
            failure = cause;
            ended = true;
        });
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Its size in bytes, once the registry has said it, if it does.
     *
     * @throws IOException if it does not come at all
     * @throws ProblemException if the registry does not give it
     */
    OptionalLong length() throws IOException {
        lock.lock();
        try {
            await(() -> length != null || ended);
            if (failure != null) {
                throw broken(failure);
            }
            return length == null ? OptionalLong.empty() : length;
        } finally {
            lock.unlock();
        }
    }

    /** Its bytes; a read waits for more, and fails where the transfer failed. Only while {@link #file} is in its place. */
    InputStream open() throws IOException {
        return new Follower(FileChannel.open(file, StandardOpenOption.READ));
    }

    /** How many bytes are there beyond this position, at least one; none at the end. */
    private long beyond(long position) throws IOException {
        lock.lock();
        try {
            await(() -> readable > position || ended);
            if (failure != null) {
                throw broken(failure);
            }
            return readable - position;
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier condition) throws IOException {
        try {
            while (!condition.getAsBoolean()) {
                news.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static IOException broken(Exception cause) {
        if (cause instanceof ProblemException problem) {
            throw new ProblemException(problem.problem(), problem);
        }
        return new IOException(cause.getMessage(), cause);
    }

    private final class Follower extends InputStream {

        private final FileChannel channel;
        private long position;

        Follower(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int size) throws IOException {
            var there = beyond(position);
            if (there == 0) {
                return -1;
            }
            var count = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(size, there)), position);
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
