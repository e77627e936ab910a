package dev.taowa.nested;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.endpoint.ListeningPort;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks the workspace itself what listens in it, which process that is, and which nested engine publishes it. */
public final class WorkspacePorts {

    private static final Command LIST =
            new Command("root", List.of("ss", "--no-header", "-ltnp"), Map.of("LC_ALL", "C"), "/");

    /** Docker's process for a published port; where one listens, Docker runs, and asking it starts nothing. */
    private static final String DOCKER_PROXY = "docker-proxy";

    private static final Pattern PROCESS = Pattern.compile("\\s*([0-9]{1,9}) (.{1,4000}).*");
    private static final int MOST_PROCESSES = 500;

    /** Of a workspace that opens any number; nobody reads further. */
    private static final int MOST_PORTS = 2000;

    private final Sessions sessions;
    private final NestedEngines engines;

    /**
     * What is found in a workspace.
     *
     * @param ports the listening TCP sockets but those of a cluster's own parts, and the node ports of it; without the sockets
     *     when the workspace has no ss(8)
     * @param ingresses the hosts that its cluster's Ingresses are for, each once
     */
    public record Found(List<ListeningPort> ports, List<IngressHost> ingresses) {}

    public WorkspacePorts(Sessions sessions, NestedEngines engines) {
        this.sessions = sessions;
        this.engines = engines;
    }

    public Found list(Workspace workspace) throws IOException {
        var ports = new ArrayList<ListeningPort>();
        sessions.run(workspace, LIST, line -> {
            if (ports.size() < MOST_PORTS) {
                SocketLine.parse(line).ifPresent(ports::add);
            }
        });
        var published = new HashMap<Integer, String>();
        var hasCluster = ports.stream().anyMatch(ClusterApi::isServer);
        var inside = engines.of(workspace.id());
        var served = heldBy(DOCKER_PROXY, ports);
        if (!served.isEmpty()) {
            published.putAll(inside.containers(workspace).published(served));
        }
        var ingresses = new LinkedHashMap<String, IngressHost>();
        if (hasCluster) {
            for (var service : inside.services(workspace).all()) {
                service.nodePorts().forEach(port -> published.put(port, service.shown()));
            }
            for (var rule : inside.ingresses(workspace).rules()) {
                ingresses.putIfAbsent(rule.host(), new IngressHost(rule.host(), rule.ingress()));
            }
            if (ports.stream().anyMatch(ServiceDoor::mayBeOne)) {
                published.putAll(new ServiceDoor(sessions).opened(workspace));
            }
        }
        ports.replaceAll(port -> port.publishedBy(published.getOrDefault(port.port(), "")));
        ports.forEach(port -> published.remove(port.port()));
        if (hasCluster) {
            ports.removeIf(ClusterApi::isOwn);
        }
        // The node ports of a newer kube-proxy are rules of the kernel, and no sockets.
        published.forEach((port, who) -> ports.add(new ListeningPort(port, "*", "", 0, who)));
        return new Found(ports, List.copyOf(ingresses.values()));
    }

    private static Set<Integer> heldBy(String process, List<ListeningPort> ports) {
        return ports.stream()
                .filter(port -> port.process().equals(process))
                .map(ListeningPort::port)
                .collect(Collectors.toSet());
    }

    /** The command lines of what listens, by port, as far as they can be seen. */
    public Map<Integer, String> commandLines(Workspace workspace, Collection<ListeningPort> ports) throws IOException {
        var pids = ports.stream()
                .map(ListeningPort::pid)
                .filter(pid -> pid > 0)
                .distinct()
                .limit(MOST_PROCESSES)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        if (pids.isEmpty()) {
            return Map.of();
        }
        var byPid = new HashMap<Integer, String>();
        var list =
                new Command("root", List.of("ps", "-ww", "-o", "pid=,args=", "-p", pids), Map.of("LC_ALL", "C"), "/");
        sessions.run(workspace, list, line -> {
            var matcher = PROCESS.matcher(line);
            if (matcher.matches()) {
                byPid.put(Integer.parseInt(matcher.group(1)), matcher.group(2));
            }
        });
        return ports.stream()
                .filter(port -> byPid.containsKey(port.pid()))
                .collect(
                        Collectors.toMap(ListeningPort::port, port -> byPid.getOrDefault(port.pid(), ""), (a, _) -> a));
    }
}
