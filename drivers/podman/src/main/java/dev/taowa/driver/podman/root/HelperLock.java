package dev.taowa.driver.podman.root;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What the single helper of a state holds: a lock on a file that has its process id. The file goes with the helper, so
 * one that was locked counts only while it is the one in the folder.
 */
record HelperLock(FileChannel file) implements AutoCloseable {

    static final String NAME = "root.lock";

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long STEP_NANOS = 50_000_000;

    /** Waits while another helper starts or ends; empty when it answers. */
    static Optional<HelperLock> obtain(String stateId) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var lock = lock(OwnFolders.obtain(stateId).run().resolve(NAME));
            if (lock.isPresent()) {
                return lock;
            }
            if (answers(stateId) || System.nanoTime() > deadline) {
                return Optional.empty();
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static Optional<HelperLock> lock(Path path) throws IOException {
        FileChannel file;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException thrown) {
            return Optional.empty();
        }
        if (file.tryLock() != null && isInPlace(file, path)) {
            return Optional.of(new HelperLock(file));
        }
        file.close();
        return Optional.empty();
    }

    private static boolean isInPlace(FileChannel file, Path path) throws IOException {
        var self = Long.toString(ProcessHandle.current().pid());
        file.truncate(0).write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)));
        try {
            return Files.readString(path, StandardCharsets.US_ASCII).equals(self);
        } catch (NoSuchFileException thrown) {
            return false;
        }
    }

    private static boolean answers(String stateId) {
        try (var _ = HelperRoot.connect(stateId)) {
            return true;
        } catch (ProblemException thrown) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
