package dev.taowa.cluster;

import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The nodes of a cluster: the workspace itself, which is its control plane too, and workers, each a network namespace
 * of the workspace with a kubelet and a containerd of its own.
 *
 * @param nodes the workspace first; at most {@link #MOST}
 * @param ports of the workspace that lead to one of a node
 */
public record ClusterNodes(List<Node> nodes, List<PortMapping> ports) {

    /** How many nodes a cluster may have. */
    public static final int MOST = 10;

    /** The one node that every cluster has. */
    public static final ClusterNodes ONE = of(1);

    private static final String FOLDER = "/etc/taowa/kubernetes/";
    private static final String FIRST = "workspace";
    private static final String FIRST_ADDRESS = "10.202.0.1";

    public ClusterNodes {
        nodes = List.copyOf(nodes);
        ports = List.copyOf(ports);
        if (nodes.isEmpty() || nodes.size() > MOST) {
            throw new IllegalArgumentException("a cluster has 1 to %d nodes".formatted(MOST));
        }
    }

    /** A node and the labels that it has beside those of every node. */
    public record Node(String name, Map<String, String> labels) {
        public Node {
            labels = Map.copyOf(labels);
        }

        private String line() {
            var words = new ArrayList<>(List.of(name));
            new TreeMap<>(labels).forEach((label, value) -> words.add(label + "=" + value));
            return String.join(" ", words);
        }
    }

    /**
     * A port of the workspace that leads to another.
     *
     * @param listen address and port in the workspace, such as {@code 127.0.0.1:8080}
     * @param node index of the node
     * @param port of the node
     */
    public record PortMapping(String listen, int node, int port) {}

    /** So many nodes without labels, from 1 on. */
    public static ClusterNodes of(int count) {
        return of(
                IntStream.range(0, count)
                        .mapToObj(_ -> Map.<String, String>of())
                        .toList(),
                List.of());
    }

    /** Nodes with these labels. */
    static ClusterNodes of(List<Map<String, String>> labels, List<PortMapping> ports) {
        var nodes = new ArrayList<Node>();
        for (var each : labels) {
            nodes.add(new Node(nodes.isEmpty() ? FIRST : "worker-" + nodes.size(), each));
        }
        return new ClusterNodes(nodes, ports);
    }

    /** What tells the workspace of them. */
    public List<PlacedFile> files() {
        var lines = nodes.stream().map(Node::line).collect(Collectors.joining("\n", "", "\n"));
        var targets = ports.stream()
                .map(each -> "%s %s:%d\n".formatted(each.listen(), address(each.node()), each.port()))
                .collect(Collectors.joining());
        return List.of(
                new PlacedFile(FOLDER + "nodes", 0644, Secret.of(lines)),
                new PlacedFile(FOLDER + "ports", 0644, Secret.of(targets)));
    }

    private static String address(int node) {
        return node == 0 ? FIRST_ADDRESS : "10.202.%d.1".formatted(node);
    }
}
