package dev.taowa.server;

import io.quarkus.runtime.Quarkus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Ends the server once nobody asked anything for a while, no operation runs and no workspace does. */
final class IdleEnd implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(IdleEnd.class);
    private static final long DEFAULT_SECONDS = 600;

    private final Machinery machinery;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long touchedNanos = System.nanoTime();

    IdleEnd(Machinery machinery) {
        this.machinery = machinery;
        var given = System.getenv("TAOWA_IDLE_SECONDS");
        this.patience = Duration.ofSeconds(given == null ? DEFAULT_SECONDS : Long.parseLong(given));
    }

    void start() {
        Thread.ofVirtual().name("idle-end").start(this::watch);
    }

    void touch() {
        touchedNanos = System.nanoTime();
    }

    private void watch() {
        try {
            while (true) {
                var left = patience.toNanos() - (System.nanoTime() - touchedNanos);
                if (closed.await(Math.max(left, TimeUnit.SECONDS.toNanos(1)), TimeUnit.NANOSECONDS)) {
                    return;
                }
                if (System.nanoTime() - touchedNanos >= patience.toNanos() && isIdle()) {
                    LOG.infof("nothing to do for %d seconds: ending", patience.toSeconds());
                    Quarkus.asyncExit();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isIdle() {
        try {
            return machinery.operations().isIdle() && !machinery.isAnyRunning();
        } catch (RuntimeException e) {
            LOG.warnf("the engine cannot be asked whether anything runs: %s", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
