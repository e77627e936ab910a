package dev.taowa.driver.podman;

import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceId;
import java.time.Duration;

/** Ends machines as systemd wants it. One that has just begun to boot misses the signal, so it is sent again. */
final class Halt {

    /** After this the machine is killed. */
    private static final int PATIENCE_SECONDS = 30;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final EngineClient engine;

    Halt(EngineClient engine) {
        this.engine = engine;
    }

    /** Returns when the machine has ended. */
    void end(WorkspaceId id) {
        var container = "/containers/" + Names.container(id);
        var reminder = Thread.startVirtualThread(() -> remind(container));
        try {
            engine.post(container + "/stop?timeout=" + PATIENCE_SECONDS);
        } finally {
            reminder.interrupt();
        }
    }

    private void remind(String container) {
        try {
            while (true) {
                Thread.sleep(AGAIN);
                engine.post(container + "/kill?signal=" + Recipe.HALT_SIGNAL);
            }
        } catch (InterruptedException | EngineException | ProblemException over) {
            // it has ended, or the caller is told why not
        }
    }
}
