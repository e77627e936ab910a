package dev.taowa.server;

import dev.taowa.api.OperationView;
import dev.taowa.api.WorkspaceView.PhaseTime;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.up.Wish;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work on one workspace: its events, kept for those who come late up to a bound, and its thread.
 *
 * <p>Safe for use by many threads. Listeners are called under the operation's lock, in order, and must not block.
 * They may leave while they are called, and leave without that lock: a connection's own thread never waits for it.
 */
final class Operation implements Progress {

    private static final int KEPT_EVENTS = 20_000;

    /** What operations do. */
    enum Kind {
        UP,
        START,
        STOP,
        RESTART,
        REBUILD,
        DELETE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Hears each event with its number; the last one is Succeeded or Failed. */
    @FunctionalInterface
    interface Listener {
        void hear(long number, Event event);
    }

    /** Ends when closed. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    private final String id;
    private final Kind kind;
    private final Wish wish;
    private final Object request;
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<PhaseTime> phases = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long dropped;
    private volatile @Nullable Phase phase;
    private volatile boolean forgotten;
    private @Nullable Thread thread;
    private boolean cancelled;

    Operation(String id, Kind kind, Wish wish, Object request) {
        this.id = id;
        this.kind = kind;
        this.wish = wish;
        this.request = request;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    Wish wish() {
        return wish;
    }

    OperationView view() {
        return new OperationView(id, wish.name().value());
    }

    /** Whether another request asks for the very same. */
    boolean isSame(Kind other, Object otherRequest) {
        return kind == other && request.equals(otherRequest);
    }

    /**
     * Whether who makes another request may follow this operation instead. One whose workspace is ready answers those
     * who want it up; what asks for anything more than that does not wait for the rest of it.
     */
    boolean answers(Kind other, Object otherRequest) {
        if (!isReady()) {
            return isSame(other, otherRequest);
        }
        return switch (other) {
            case START -> true;
            case UP -> otherRequest.equals(wish.request().asked(wish.source()));
            case STOP, RESTART, REBUILD, DELETE -> false;
        };
    }

    /** Whether the workspace can be worked in and only lifecycle commands in the background are left. */
    boolean isReady() {
        return phase == Phase.BACKGROUND;
    }

    /** The workspace is gone with this operation: nothing of it is kept. */
    void forget() {
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    Optional<Phase> phase() {
        return Optional.ofNullable(phase);
    }

    synchronized List<PhaseTime> phases() {
        return List.copyOf(phases);
    }

    synchronized void start(Runnable work) {
        var working = Thread.ofVirtual().name("operation-" + id).unstarted(() -> {
            try {
                work.run();
            } finally {
                ended.complete(null);
            }
        });
        thread = working;
        working.start();
    }

    /** Interrupts the work, unless it is over. */
    synchronized void cancel() {
        if (thread != null) {
            cancelled = true;
            thread.interrupt();
        }
    }

    /** Called by the work's own thread when it is over: from here on nothing interrupts it. */
    synchronized void settle() {
        thread = null;
        Thread.interrupted();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    boolean isEnded() {
        return ended.isDone();
    }

    void await() {
        ended.join();
    }

    @Override
    public synchronized void report(Event event) {
        switch (event) {
            case Event.Started started -> phase = started.phase();
            case Event.Ready _ -> phase = Phase.BACKGROUND;
            case Event.Ended over ->
                phases.add(new PhaseTime(
                        over.phase().id(),
                        over.at().minus(over.took()),
                        over.took().toMillis(),
                        over.outcome().name().toLowerCase(Locale.ROOT)));
            default -> {
                // Told on, and nothing to remember.
            }
        }
        var number = dropped + events.size();
        events.addLast(event);
        if (events.size() > KEPT_EVENTS) {
            events.removeFirst();
            dropped++;
        }
        listeners.forEach(listener -> listener.hear(number, event));
    }

    /** Tells the events from {@code first} on that are still kept, then each new one until the handle is closed. */
    synchronized Listening listen(long first, Listener listener) {
        var number = dropped;
        for (var event : events) {
            if (number >= first) {
                listener.hear(number, event);
            }
            number++;
        }
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
