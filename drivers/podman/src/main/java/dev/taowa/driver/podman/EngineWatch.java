package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.driver.podman.engine.EngineService;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Follows the engine's own events; when the engine went away it is started again and everything is told anew. */
final class EngineWatch implements AutoCloseable {

    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    /**
     * How long one stream of events is trusted: where Podman keeps events in a file it cuts that file down at a megabyte,
     * and every stream of before stays open and silent.
     */
    private static final Duration RENEWAL = Duration.ofSeconds(20);

    private final EngineService service;
    private final String stateId;
    private final Supplier<Set<WorkspaceId>> tellAll;
    private final Consumer<WorkspaceId> tell;
    private final Consumer<WorkspaceId> tellRemoved;
    private final Set<WorkspaceId> known = new HashSet<>();
    private final Thread thread;

    private EngineWatch(
            EngineService service,
            String stateId,
            Supplier<Set<WorkspaceId>> tellAll,
            Consumer<WorkspaceId> tell,
            Consumer<WorkspaceId> tellRemoved) {
        this.service = service;
        this.stateId = stateId;
        this.tellAll = tellAll;
        this.tell = tell;
        this.tellRemoved = tellRemoved;
        this.thread = Thread.ofVirtual().name("engine-watch").unstarted(this::follow);
    }

    static EngineWatch start(
            EngineService service,
            String stateId,
            Supplier<Set<WorkspaceId>> tellAll,
            Consumer<WorkspaceId> tell,
            Consumer<WorkspaceId> tellRemoved) {
        var watch = new EngineWatch(service, stateId, tellAll, tell, tellRemoved);
        watch.thread.start();
        return watch;
    }

    private void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            var listening = Thread.ofVirtual().name("engine-events").start(this::listen);
            try {
                listening.join(RENEWAL);
                listening.interrupt();
                listening.join();
            } catch (InterruptedException e) {
                listening.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }

    private void listen() {
        var filters = "{\"type\":[\"container\"],\"label\":[\"%s=%s\"]}".formatted(WorkspaceLabels.STATE, stateId);
        var path = EngineClient.path("/events", Map.of("stream", "true", "filters", filters));
        try {
            service.ready();
            tellAllAgain();
            service.client().stream("GET", path, null, this::tellOf);
        } catch (ProblemException | EngineException e) {
            // The engine ended, which starts it again after a while; or it is time to listen anew.
            LockSupport.parkNanos(BACK_OFF.toNanos());
        }
    }

    /** Also of those that were removed while nobody listened. */
    private void tellAllAgain() {
        var present = tellAll.get();
        known.stream().filter(id -> !present.contains(id)).forEach(tellRemoved);
        known.clear();
        known.addAll(present);
    }

    private void tellOf(JsonNode event) {
        var text =
                event.path("Actor").path("Attributes").path(WorkspaceLabels.ID).asText();
        if (text.isEmpty()) {
            return;
        }
        var id = new WorkspaceId(text);
        // The engine tells of a removal while it still knows the container.
        if (event.path("Action").asText().equals("remove")) {
            known.remove(id);
            tellRemoved.accept(id);
            return;
        }
        known.add(id);
        tell.accept(id);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
