package dev.taowa.cli.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Bounds how long an exchange may take: unix sockets have no time-outs of their own. */
final class Patience {

    private Patience() {}

    /** The exchange to bound. */
    @FunctionalInterface
    interface Exchange<T> {
        T run() throws IOException;
    }

    static <T> T within(Duration patience, Exchange<T> exchange) throws IOException {
        var done = new CountDownLatch(1);
        var waiting = Thread.currentThread();
        var watch = Thread.ofPlatform().daemon().name("patience").start(() -> {
            try {
                if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    waiting.interrupt();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return exchange.run();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            var late = new InterruptedIOException("no answer within %d seconds".formatted(patience.toSeconds()));
            late.initCause(e);
            throw late;
        } finally {
            done.countDown();
            join(watch);
        }
    }

    /** After this no late interrupt can come. */
    private static void join(Thread watch) {
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
