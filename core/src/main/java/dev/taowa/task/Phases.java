package dev.taowa.task;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the phases of one operation: reports start, end and time of each, and interrupts one that shows no progress for
 * longer than its patience. There is no limit on a phase, or an operation, that moves on.
 *
 * <p>Safe for use by many threads, so that phases may run side by side.
 */
public final class Phases {

    private final Progress progress;
    private final InstantSource clock;

    public Phases(Progress progress, InstantSource clock) {
        this.progress = progress;
        this.clock = clock;
    }

    /** The work of a phase. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Step step) throws Exception;
    }

    public void warn(String text) {
        progress.warn(text);
    }

    /** Says that those who wait for the workspace of this name need not wait for the phases after. */
    public void ready(String workspace) {
        progress.report(new Event.Ready(workspace));
    }

    /** Runs the work in this thread; a problem ends the phase as failed and is thrown on. */
    public <T> T run(Phase phase, Duration patience, Work<T> work) {
        var started = clock.instant();
        progress.report(new Event.Started(phase, started));
        var outcome = Event.Outcome.FAILED;
        try (var watch = new Watch(patience)) {
            var step = new Step(phase, watch.over(progress));
            var result = watch.guard(phase, () -> work.run(step));
            outcome = step.outcome();
            return result;
        } finally {
            var ended = clock.instant();
            progress.report(new Event.Ended(phase, ended, Duration.between(started, ended), outcome));
        }
    }

    /** Interrupts its thread when nothing was reported for as long as the patience. */
    private static final class Watch implements AutoCloseable {

        private final Thread worker = Thread.currentThread();
        private final CountDownLatch done = new CountDownLatch(1);
        private final AtomicBoolean expired = new AtomicBoolean();
        private final AtomicLong movedAt = new AtomicLong(System.nanoTime());
        private final Duration patience;

        Watch(Duration patience) {
            this.patience = patience;
            Thread.ofVirtual().name("phase-watch").start(this::watch);
        }

        Progress over(Progress progress) {
            return event -> {
                movedAt.set(System.nanoTime());
                progress.report(event);
            };
        }

        <T> T guard(Phase phase, Callable<T> work) {
            try {
                return work.call();
            } catch (Exception thrown) {
                throw expired.get() ? timedOut(phase, thrown) : Thrown.unchecked(thrown);
            }
        }

        private ProblemException timedOut(Phase phase, Exception cause) {
            return new ProblemException(
                    new Problem(
                            ProblemCode.TIMED_OUT,
                            "%s made no progress for %d seconds".formatted(phase.title(), patience.toSeconds()),
                            "run the same command again to go on from here; `taowa doctor` checks the host"),
                    cause);
        }

        private void watch() {
            try {
                while (true) {
                    var left = patience.toNanos() - (System.nanoTime() - movedAt.get());
                    if (left <= 0) {
                        expire();
                        return;
                    }
                    if (done.await(left, TimeUnit.NANOSECONDS)) {
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void expire() {
            if (done.getCount() > 0) {
                expired.set(true);
                worker.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            done.countDown();
            if (expired.get()) {
                // The interrupt was ours and is spent.
                Thread.interrupted();
            }
        }
    }
}
