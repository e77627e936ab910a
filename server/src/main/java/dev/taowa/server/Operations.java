package dev.taowa.server;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.store.History;
import dev.taowa.task.Event;
import dev.taowa.up.Wish;
import dev.taowa.workspace.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Runs operations, one at a time on a workspace, and remembers the last ended ones. Safe for use by many threads. */
final class Operations {

    private static final Logger LOG = Logger.getLogger(Operations.class);
    private static final int KEPT_OPERATIONS = 100;

    private final ServerHome home;
    private final History history;
    private final InstantSource clock;
    private final Map<String, Operation> known = new LinkedHashMap<>();
    private final Map<WorkspaceId, Operation> running = new LinkedHashMap<>();

    Operations(ServerHome home, History history, InstantSource clock) {
        this.home = home;
        this.history = history;
        this.clock = clock;
    }

    /** The work of an operation; it reports to the operation and throws what goes wrong. */
    @FunctionalInterface
    interface Work {
        void run(Operation operation) throws Exception;
    }

    /**
     * Starts the work, or joins the operation that answers the request already; WORKSPACE_BUSY when another runs. One
     * that is left with lifecycle commands in the background makes room: it is cancelled, and waited for.
     */
    Operation start(Operation.Kind kind, Wish wish, Object request, Work work) {
        while (true) {
            Operation other;
            synchronized (this) {
                var found = Optional.ofNullable(running.get(wish.id()));
                if (found.isEmpty()) {
                    return begin(kind, wish, request, work);
                }
                other = found.get();
                if (other.answers(kind, request)) {
                    return other;
                }
                if (!other.isReady()) {
                    throw busy(other);
                }
            }
            other.cancel();
            other.await();
        }
    }

    private static ProblemException busy(Operation other) {
        return new ProblemException(new Problem(
                ProblemCode.WORKSPACE_BUSY,
                "%s of %s is under way"
                        .formatted(other.kind().word(), other.wish().name()),
                "wait for it, or cancel it with Ctrl-C where it runs"));
    }

    private Operation begin(Operation.Kind kind, Wish wish, Object request, Work work) {
        var operation = new Operation(UUID.randomUUID().toString().replace("-", ""), kind, wish, request);
        var started = clock.instant();
        keep(operation, started, Optional.empty(), Optional.empty());
        running.put(wish.id(), operation);
        known.put(operation.id(), operation);
        if (known.size() > KEPT_OPERATIONS) {
            known.values().stream()
                    .filter(Operation::isEnded)
                    .findFirst()
                    .ifPresent(oldest -> known.remove(oldest.id()));
        }
        operation.start(() -> run(operation, started, work));
        return operation;
    }

    private void run(Operation operation, Instant started, Work work) {
        try (var _ = OperationLog.open(home.logs(operation.wish().id()), operation)) {
            var problem = outcome(operation, work);
            operation.settle();
            keep(operation, started, Optional.of(clock.instant()), problem);
            end(operation);
            operation.report(problem.<Event>map(Event.Failed::new)
                    .orElseGet(() -> new Event.Succeeded(operation.wish().name().value())));
        }
    }

    private static Optional<Problem> outcome(Operation operation, Work work) {
        try {
            work.run(operation);
            return Optional.empty();
        } catch (Throwable thrown) {
            // Whatever it is, those who wait must hear of an end.
            return Optional.of(Outcomes.problem(operation, thrown));
        }
    }

    private synchronized void end(Operation operation) {
        running.remove(operation.wish().id());
    }

    /** What cannot be kept is done and told all the same: on a full disk, deleting is what helps. */
    private void keep(Operation operation, Instant started, Optional<Instant> ended, Optional<Problem> problem) {
        try {
            if (operation.isForgotten()) {
                history.forget(operation.wish().id());
                return;
            }
            history.save(new History.Entry(
                    operation.id(),
                    operation.wish().id(),
                    operation.kind().word(),
                    started,
                    ended,
                    problem,
                    operation.phases()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "what became of operation %s cannot be kept", operation.id());
        }
    }

    synchronized Optional<Operation> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    synchronized Optional<Operation> running(WorkspaceId id) {
        return Optional.ofNullable(running.get(id));
    }

    synchronized boolean isIdle() {
        return running.isEmpty();
    }

    /** Cancels what runs on the workspace and waits until it has ended. */
    void cancel(WorkspaceId id) {
        running(id).ifPresent(operation -> {
            operation.cancel();
            operation.await();
        });
    }
}
