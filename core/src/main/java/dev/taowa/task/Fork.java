package dev.taowa.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Forks work to virtual threads and joins all of it: the first failure, or an interrupt, cancels the rest. */
public final class Fork {

    private Fork() {}

    /** The results in the order of the work; the first failure is thrown after every thread has ended. */
    public static <T> List<T> all(List<Callable<T>> work) {
        var results = new ArrayList<AtomicReference<@Nullable T>>();
        var failure = new AtomicReference<@Nullable Throwable>();
        var left = new CountDownLatch(work.size());
        var threads = new ArrayList<Thread>();
        for (var each : work) {
            var result = new AtomicReference<@Nullable T>();
            results.add(result);
            threads.add(Thread.ofVirtual().name("fork").unstarted(() -> {
                try {
                    result.set(each.call());
                } catch (Throwable thrown) {
                    if (failure.compareAndSet(null, thrown)) {
                        threads.forEach(Thread::interrupt);
                    }
                } finally {
                    left.countDown();
                }
            }));
        }
        threads.forEach(Thread::start);
        join(left, threads, failure);
        var thrown = failure.get();
        if (thrown != null) {
            throw Thrown.unchecked(thrown);
        }
        var values = new ArrayList<T>();
        for (var result : results) {
            @SuppressWarnings("NullAway") // a null result is the caller's own
            T value = result.get();
            values.add(value);
        }
        return values;
    }

    /** Two results of different types. */
    public record Both<A, B>(A first, B second) {}

    /** As {@link #all}, for two pieces of work. */
    public static <A, B> Both<A, B> both(Callable<A> first, Callable<B> second) {
        var results = Fork.<Result<A, B>>all(
                List.of(() -> new Result.First<>(first.call()), () -> new Result.Second<>(second.call())));
        if (results.get(0) instanceof Result.First<A, B>(var a)
                && results.get(1) instanceof Result.Second<A, B>(var b)) {
            return new Both<>(a, b);
        }
        throw new IllegalStateException();
    }

    private sealed interface Result<A, B> {
        record First<A, B>(A value) implements Result<A, B> {}

        record Second<A, B>(B value) implements Result<A, B> {}
    }

    private static void join(CountDownLatch left, List<Thread> threads, AtomicReference<@Nullable Throwable> failure) {
        var interrupted = false;
        while (true) {
            try {
                left.await();
                break;
            } catch (InterruptedException thrown) {
                interrupted = true;
                failure.compareAndSet(null, thrown);
                threads.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
