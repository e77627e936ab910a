package dev.taowa.driver.podman;

import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.driver.podman.engine.EngineService;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Follows the engine's own events; when the engine went away it is started again and everything is told anew. */
final class EngineWatch implements AutoCloseable {

    private static final Duration BACK_OFF = Duration.ofSeconds(1);

    private final EngineService service;
    private final String stateId;
    private final Runnable tellAll;
    private final Consumer<WorkspaceId> tell;
    private final Thread thread;

    private EngineWatch(EngineService service, String stateId, Runnable tellAll, Consumer<WorkspaceId> tell) {
        this.service = service;
        this.stateId = stateId;
        this.tellAll = tellAll;
        this.tell = tell;
        this.thread = Thread.ofVirtual().name("engine-watch").unstarted(this::follow);
    }

    static EngineWatch start(EngineService service, String stateId, Runnable tellAll, Consumer<WorkspaceId> tell) {
        var watch = new EngineWatch(service, stateId, tellAll, tell);
        watch.thread.start();
        return watch;
    }

    private void follow() {
        var filters = "{\"type\":[\"container\"],\"label\":[\"%s=%s\"]}".formatted(WorkspaceLabels.STATE, stateId);
        var path = EngineClient.path("/events", Map.of("stream", "true", "filters", filters));
        while (!Thread.currentThread().isInterrupted()) {
            try {
                service.ready();
                tellAll.run();
                service.client().stream("GET", path, null, event -> {
                    var id = event.path("Actor")
                            .path("Attributes")
                            .path(WorkspaceLabels.ID)
                            .asText();
                    if (!id.isEmpty()) {
                        tell.accept(new WorkspaceId(id));
                    }
                });
            } catch (ProblemException | EngineException e) {
                // The engine ended; after a while it is started again.
                LockSupport.parkNanos(BACK_OFF.toNanos());
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
