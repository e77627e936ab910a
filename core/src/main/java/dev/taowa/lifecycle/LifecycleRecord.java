package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which hooks a workspace has behind it, kept in the workspace itself: those of its creation in the container's own
 * layer, those of its boot in /run, so that each goes with what it belongs to.
 */
final class LifecycleRecord {

    private static final String CREATED = "/var/lib/taowa/lifecycle";
    private static final String BOOTED = "/run/taowa/lifecycle";

    private final Sessions sessions;
    private final Workspace workspace;

    LifecycleRecord(Sessions sessions, Workspace workspace) {
        this.sessions = sessions;
        this.workspace = workspace;
    }

    /** The names of the hooks that ran. */
    Set<String> read() throws IOException {
        var found = new HashSet<String>();
        root(List.of("find", CREATED, BOOTED, "-type", "f", "-printf", "%f\\n"), found::add);
        return found;
    }

    void add(DueHook hook) throws IOException {
        var folder = hook.stage() == LifecycleStage.POST_START ? BOOTED : CREATED;
        root(List.of("install", "-D", "-m", "0644", "/dev/null", folder + "/" + hook.recordName()), _ -> {});
    }

    private void root(List<String> argv, Consumer<String> lines) throws IOException {
        sessions.run(workspace, new Command("root", argv, Map.of(), "/"), lines);
    }
}
