package dev.taowa.nested;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * Tells when the ports of a workspace may be others: when an engine inside tells of a change, and when a socket begins or
 * ends to listen. For one reader.
 */
public final class PortChanges implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PortChanges.class);

    /** The kernel tells nobody of a socket that listens: this looks each second, and says so when there is another one. */
    private static final String SOCKETS = """
            last=
            while :; do
                now=$(ss --no-header -ltn | sort)
                if [ "$now" != "$last" ]; then echo changed; fi
                last=$now
                sleep 1
            done
            """;

    private static final Command COMMAND =
            new Command("root", List.of("sh", "-c", SOCKETS), Map.of("LC_ALL", "C"), "/");

    private final Semaphore changes = new Semaphore(0);
    private final WorkspaceEngines engines;
    private final Runnable listener = this::note;
    private final Thread sockets;
    private volatile boolean ended;

    PortChanges(Sessions sessions, WorkspaceEngines engines, Workspace workspace) {
        this.engines = engines;
        engines.onChange(listener);
        sockets = Thread.ofVirtual().name("port-changes").start(() -> {
            try {
                sessions.run(workspace, COMMAND, _ -> note());
            } catch (IOException | ProblemException e) {
                LOG.debugf(e, "%s is not looked at any more", workspace.name());
            }
            ended = true;
            note();
        });
    }

    private void note() {
        changes.release();
    }

    /** Waits for the next change, or several at once; false when the workspace is not to be reached any more. */
    public boolean await() throws InterruptedException {
        changes.acquire();
        changes.drainPermits();
        return !ended;
    }

    @Override
    public void close() {
        engines.forget(listener);
        sockets.interrupt();
    }
}
