package dev.taowa.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits until something outside the tests has become true. */
final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    static void until(String what, Duration limit, Callable<Boolean> condition) {
        var end = System.nanoTime() + limit.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("after %s still not: %s".formatted(limit, what));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
