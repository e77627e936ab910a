package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.endpoint.ListeningPort;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gives a Service of the cluster inside a workspace a port of the workspace, so that it has a URL: a socket of systemd
 * that hands connections to the Service's own address, until the workspace stops.
 *
 * <p>Safe for use by many threads.
 */
public final class ServiceDoor {

    /** Ours for this; below the range from which the kernel takes ports for connections. */
    private static final int FIRST = 29_000;

    /**
     * The door that is there, unless it leads to an address that the Service had before it was made anew; else a new one at
     * the first free port. Printed is where it listens.
     */
    private static final String OPEN = """
            listen=$(systemctl show -P Listen "$1.socket")
            leads() { systemctl show -P ExecStart "$1.service" | grep -q -F " $2:$3 ;"; }
            if ! systemctl --quiet is-active "$1.socket" || ! leads "$@"; then
                systemctl stop "$1.socket" "$1.service" 2>/dev/null
                port=$4
                until [ -z "$(ss --no-header -ltn "sport = :$port")" ]; do port=$((port + 1)); done
                systemd-run --quiet --collect --unit "$1" --socket-property "ListenStream=127.0.0.1:$port" \
                    /lib/systemd/systemd-socket-proxyd --exit-idle-time 600 "$2:$3" || exit 1
                listen=$(systemctl show -P Listen "$1.socket")
            fi
            echo "$listen"
            """;

    private static final String LISTEN = "127\\.0\\.0\\.1:(\\d{1,5}) \\(Stream\\)";

    private static final Command LIST = new Command(
            "root",
            List.of("systemctl", "list-sockets", "--no-legend", "--no-pager", "--full", "taowa-service.*"),
            Map.of("LC_ALL", "C"),
            "/");

    /** A line of it. */
    private static final Pattern OPENED = Pattern.compile(
            "127\\.0\\.0\\.1:(\\d{1,5})\\s+taowa-service\\.([a-z0-9-]{1,63})\\.([a-z0-9-]{1,63})\\.\\d{1,5}\\.socket\\s.*");

    private final Sessions sessions;

    public ServiceDoor(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The port inside; BAD_ARGUMENT when the cluster has no such Service or port. */
    public int open(Workspace workspace, ServiceName name) throws IOException {
        return open(
                workspace,
                name,
                name.port().isEmpty() ? "" : Integer.toString(name.port().getAsInt()));
    }

    /** @param port its number or its name; empty for the first one */
    int open(Workspace workspace, ServiceName name, String port) throws IOException {
        var service = new ClusterApi(sessions, workspace).get(name.path());
        if (service.isMissingNode()) {
            throw bad(
                    "the cluster of workspace %s does not answer, if it has one".formatted(workspace.name()),
                    "see `taowa exec %s -- kubectl get services -A`".formatted(workspace.name()));
        }
        var address = service.path("spec").path("clusterIP").asText();
        if (!address.matches("[0-9a-f.:]{2,45}")) {
            throw bad(
                    "the cluster of workspace %s has no Service %s with an address".formatted(workspace.name(), name),
                    "see `taowa exec %s -- kubectl get services -A`".formatted(workspace.name()));
        }
        var host = address.contains(":") ? "[" + address + "]" : address;
        return listen(workspace, name, host, port(service, name, port));
    }

    /** Whether the port looks like one that was opened here. */
    static boolean mayBeOne(ListeningPort port) {
        return port.port() >= FIRST && port.pid() == 1 && port.address().equals("127.0.0.1");
    }

    /** The Services that were opened, as people are told of them, by the port inside. */
    Map<Integer, String> opened(Workspace workspace) throws IOException {
        var found = new HashMap<Integer, String>();
        sessions.run(workspace, LIST, line -> door(line).ifPresent(door -> found.put(door.getKey(), door.getValue())));
        return found;
    }

    static Optional<Map.Entry<Integer, String>> door(String line) {
        var matcher = OPENED.matcher(line);
        return matcher.matches()
                ? Optional.of(Map.entry(
                        Integer.parseInt(matcher.group(1)),
                        "Service %s/%s".formatted(matcher.group(2), matcher.group(3))))
                : Optional.empty();
    }

    private static int port(JsonNode service, ServiceName name, String wanted) {
        var ports = new ArrayList<Integer>();
        for (var port : service.path("spec").path("ports")) {
            var number = port.path("port").asInt();
            if (port.path("protocol").asText("TCP").equals("TCP")) {
                if (wanted.isEmpty()
                        || wanted.equals(Integer.toString(number))
                        || wanted.equals(port.path("name").asText())) {
                    return number;
                }
                ports.add(number);
            }
        }
        throw bad(
                "Service %s has no TCP port %s"
                        .formatted(name, wanted.isEmpty() ? "at all" : EngineAnswer.name(wanted)),
                "it has " + ports + ": `taowa open NAME svc/%s/%s:PORT`".formatted(name.namespace(), name.name()));
    }

    private int listen(Workspace workspace, ServiceName name, String host, int port) throws IOException {
        var unit = "taowa-service.%s.%s.%d".formatted(name.namespace(), name.name(), port);
        var argv = List.of("sh", "-c", OPEN, "sh", unit, host, Integer.toString(port), Integer.toString(FIRST));
        var lines = new ArrayList<String>();
        sessions.run(workspace, new Command("root", argv, Map.of("LC_ALL", "C"), "/"), lines::add);
        var last = lines.isEmpty() ? "" : lines.getLast();
        if (!last.matches(LISTEN)) {
            throw new ProblemException(new Problem(
                    ProblemCode.SERVICES_FAILED,
                    "Service %s could not be given a port of workspace %s: %s"
                            .formatted(name, workspace.name(), last.replaceAll("\\p{Cntrl}", "?")),
                    "see `taowa exec %s -- systemctl status %s.socket`".formatted(workspace.name(), unit)));
        }
        return Integer.parseInt(last.replaceFirst(LISTEN, "$1"));
    }

    private static ProblemException bad(String what, String fix) {
        return new ProblemException(new Problem(ProblemCode.BAD_ARGUMENT, what, fix));
    }
}
