package dev.taowa.access;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.endpoint.ListeningPort;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the workspace itself what listens in it, and which process that is. */
public final class WorkspacePorts {

    private static final Command LIST =
            new Command("root", List.of("ss", "--no-header", "-ltnp"), Map.of("LC_ALL", "C"), "/");

    private final Sessions sessions;

    public WorkspacePorts(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Every listening TCP socket; empty when the workspace has no ss(8). */
    public List<ListeningPort> list(Workspace workspace) throws IOException {
        var ports = new ArrayList<ListeningPort>();
        sessions.run(workspace, LIST, line -> SocketLine.parse(line).ifPresent(ports::add));
        return ports;
    }
}
