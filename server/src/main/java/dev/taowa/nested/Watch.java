package dev.taowa.nested;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An engine inside a workspace that tells what it has, first at once and then whenever that changes, over a command that
 * runs as long.
 *
 * <p>It ends by itself after {@link #SECONDS}, and is begun anew for whoever wants it then: a workspace whose ports nobody
 * looks at is left alone. Safe for use by many threads.
 */
abstract class Watch implements AutoCloseable {

    static final int SECONDS = 60;

    /** An engine that says nothing at all for so long hangs. */
    private static final long FIRST_NANOSECONDS = TimeUnit.SECONDS.toNanos(8);

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Runnable changed;
    private boolean told;
    private boolean isDistrusted;
    private boolean ended;
    private @Nullable Thread thread;

    /** @param changed is called after every change, its end included */
    Watch(Runnable changed) {
        this.changed = changed;
    }

    /** Listens until there is no more to hear. */
    abstract void follow() throws IOException;

    /** Begins; called once. */
    final void start() {
        lock.lock();
        try {
            thread = Thread.ofVirtual().name("watch").start(this::run);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            follow();
        } catch (IOException | ProblemException e) {
            LOG.debugf(e, "a watch has ended");
        }
        pause();
        change(() -> ended = true);
    }

    /** Who talks rubbish is not asked again at once. */
    private void pause() {
        lock.lock();
        try {
            Thread.interrupted();
            var left = isDistrusted ? TimeUnit.SECONDS.toNanos(SECONDS) : 0;
            while (left > 0) {
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a change of what this knows, and tells of it. */
    final void tell(Runnable change) {
        change(() -> {
            change.run();
            told = true;
        });
    }

    /** Heeds nothing more, since what comes is not what such an engine says. */
    final void distrust(String why) {
        LOG.infof("an engine inside a workspace is not heeded any more: %s", why);
        change(() -> isDistrusted = true);
        close();
    }

    final boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the first that is told; false when there is nothing to be heard. */
    final boolean awaitTold() throws IOException {
        return await(() -> told, FIRST_NANOSECONDS);
    }

    /** Waits until what this knows is such, no longer than so many nanoseconds; returns whether it is. */
    final boolean await(BooleanSupplier state, long nanoseconds) throws IOException {
        lock.lock();
        try {
            var left = nanoseconds;
            while (!state.getAsBoolean() && !isDistrusted && !ended && left > 0) {
                left = news.awaitNanos(left);
            }
            return state.getAsBoolean();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    /** Ends it soon. */
    @Override
    public final void close() {
        lock.lock();
        try {
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
