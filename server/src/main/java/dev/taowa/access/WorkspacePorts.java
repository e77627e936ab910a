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

    /** Docker's process for a published port; where one listens, Docker runs, and asking it starts nothing. */
    private static final String DOCKER_PROXY = "docker-proxy";

    /** Engine API, "List containers"; the version in its path is left to the engine. */
    private static final Command CONTAINERS = new Command(
            "root",
            List.of(
                    "curl",
                    "--silent",
                    "--max-time",
                    "5",
                    "--unix-socket",
                    "/run/docker.sock",
                    "http://docker/containers/json"),
            Map.of("LC_ALL", "C"),
            "/");

    private final Sessions sessions;

    public WorkspacePorts(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Every listening TCP socket, with the inner container that publishes it; empty when the workspace has no ss(8).
     */
    public List<ListeningPort> list(Workspace workspace) throws IOException {
        var ports = new ArrayList<ListeningPort>();
        sessions.run(workspace, LIST, line -> SocketLine.parse(line).ifPresent(ports::add));
        if (ports.stream().noneMatch(port -> port.process().equals(DOCKER_PROXY))) {
            return ports;
        }
        var published = new PublishedPorts();
        sessions.run(workspace, CONTAINERS, published::hear);
        var containers = published.containers();
        ports.replaceAll(port -> port.process().equals(DOCKER_PROXY)
                ? port.publishedBy(containers.getOrDefault(port.port(), ""))
                : port);
        return ports;
    }
}
