package dev.taowa.server;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ends the server once nobody asked anything for a while, no operation runs and no workspace does. */
final class IdleEnd implements AutoCloseable {

    private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

    private final Duration patience;
    private final InstantSource clock;
    private final BooleanSupplier idle;
    private final Runnable end;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Instant touched;

    IdleEnd(Duration patience, InstantSource clock, BooleanSupplier idle, Runnable end) {
        this.patience = patience;
        this.clock = clock;
        this.idle = idle;
        this.end = end;
        this.touched = clock.instant();
    }

    /** Reads {@code TAOWA_IDLE_SECONDS}; absent means ten minutes. */
    static Duration patience(@Nullable String seconds) {
        if (seconds == null || seconds.isBlank()) {
            return DEFAULT_PATIENCE;
        }
        if (!seconds.strip().matches("[1-9][0-9]{0,8}")) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT,
                    "TAOWA_IDLE_SECONDS is \"%s\"".formatted(seconds),
                    "set it to a whole number of seconds, 1 or more, or leave it out"));
        }
        return Duration.ofSeconds(Long.parseLong(seconds.strip()));
    }

    void start() {
        Thread.ofVirtual().name("idle-end").start(this::watch);
    }

    /** Somebody asked something. */
    void touch() {
        touched = clock.instant();
    }

    private void watch() {
        try {
            for (var wait = check(); wait.isPositive(); wait = check()) {
                if (closed.await(wait.toMillis() + 1, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends when it is time to; otherwise tells how long to wait before the next look. */
    Duration check() {
        var left = patience.minus(Duration.between(touched, clock.instant()));
        if (left.isPositive()) {
            return left;
        }
        if (!idle.getAsBoolean()) {
            return patience;
        }
        end.run();
        return Duration.ZERO;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
