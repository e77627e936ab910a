package dev.taowa.driver.podman.root;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Hands lines of two streams to one consumer, one at a time; its first failure ends the program. */
final class LineGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<Line> lines;
    private final Consumer<RuntimeException> failed;
    private boolean open = true;

    LineGate(Consumer<Line> lines, Consumer<RuntimeException> failed) {
        this.lines = lines;
        this.failed = failed;
    }

    void accept(Line line) {
        lock.lock();
        try {
            if (open) {
                lines.accept(line);
            }
        } catch (RuntimeException thrown) {
            open = false;
            failed.accept(thrown);
        } finally {
            lock.unlock();
        }
    }
}
