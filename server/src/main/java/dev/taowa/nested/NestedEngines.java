package dev.taowa.nested;

import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the engines inside workspaces tell: each is listened to from when somebody wants it until nobody has for a minute.
 * Safe for use by many threads.
 */
public final class NestedEngines implements AutoCloseable {

    private static final int MOST_WORKSPACES = 100;

    private final Map<WorkspaceId, WorkspaceEngines> engines = new LinkedHashMap<>(16, 0.75f, true);
    private final Sessions sessions;

    public NestedEngines(Sessions sessions) {
        this.sessions = sessions;
    }

    WorkspaceEngines of(WorkspaceId id) {
        synchronized (engines) {
            var found = engines.computeIfAbsent(id, _ -> new WorkspaceEngines(sessions));
            if (engines.size() > MOST_WORKSPACES) {
                var eldest = engines.values().iterator();
                eldest.next().close();
                eldest.remove();
            }
            return found;
        }
    }

    /** Tells of changes from now on, until it is closed. */
    public PortChanges changes(Workspace workspace) {
        return new PortChanges(sessions, of(workspace.id()), workspace);
    }

    /** Ends all that is listened to. */
    @Override
    public void close() {
        synchronized (engines) {
            List.copyOf(engines.values()).forEach(WorkspaceEngines::close);
        }
    }
}
