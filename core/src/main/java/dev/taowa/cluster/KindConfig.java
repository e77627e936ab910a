package dev.taowa.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.cluster.ClusterNodes.PortMapping;
import dev.taowa.document.Property;
import dev.taowa.workspace.OwnPorts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a cluster of kind, API version {@code kind.x-k8s.io/v1alpha4} (kind's "Configuration" page): for the components,
 * its nodes with their labels and {@code extraPortMappings}, what else it says being named in warnings; for kind itself,
 * all of it.
 */
final class KindConfig {

    private static final Pattern LABEL = Pattern.compile(
            "(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final int LAST_PORT = 65_535;

    /** Those of the machine on which the cluster itself listens. */
    private static final Map<Integer, String> CLUSTER_PORTS = Map.of(
            53, "the cluster's names",
            2379, "etcd",
            2380, "etcd",
            5000, "the registry",
            6443, "the API server",
            10_249, "kube-proxy",
            10_250, "the kubelet",
            10_256, "kube-proxy");

    private final List<Map<String, String>> workers = new ArrayList<>();
    private final List<PortMapping> ports = new ArrayList<>();
    private final Set<Integer> taken = new HashSet<>();
    private Map<String, String> first = Map.of();
    private int controlPlanes;

    /** Whether kind itself carries it out. */
    private final boolean isWhole;

    private KindConfig(boolean isWhole) {
        this.isWhole = isWhole;
    }

    /** What the components carry out of the file; mistakes are noted in its reading. */
    static ClusterNodes nodes(Property root) {
        var reader = new KindConfig(false);
        reader.check(root);
        root.members((name, value) -> {
            if (!Set.of("kind", "apiVersion", "nodes", "name").contains(name)) {
                value.warn("is not carried out");
            }
        });
        if (reader.workers.size() >= ClusterNodes.MOST) {
            return ClusterNodes.ONE;
        }
        var all = new ArrayList<Map<String, String>>(List.of(reader.first));
        all.addAll(reader.workers);
        return ClusterNodes.of(all, reader.ports);
    }

    /** The file as it is, once it was looked through; absent when it is none. */
    static Optional<ObjectNode> whole(Property root) {
        new KindConfig(true).check(root);
        return root.node() instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    private void check(Property root) {
        if (root.find("kind").flatMap(Property::word).filter("Cluster"::equals).isEmpty()) {
            root.mistake("is no cluster of kind: it needs \"kind: Cluster\"");
        }
        root.find("nodes").ifPresent(nodes -> nodes.elements(this::node));
        if (Math.max(controlPlanes, 1) + workers.size() > ClusterNodes.MOST) {
            root.mistake("has more than %d nodes".formatted(ClusterNodes.MOST));
        }
    }

    private void node(Property node) {
        var role = node.find("role").flatMap(Property::word).orElse("control-plane");
        var labels = node.find("labels").map(KindConfig::labels).orElse(Map.of());
        switch (role) {
            case "control-plane" -> {
                controlPlanes++;
                if (controlPlanes > 1 && !isWhole) {
                    node.warn("is left out: a cluster has one control plane here");
                    return;
                }
                first = labels;
                node.find("extraPortMappings").ifPresent(mappings -> mappings.elements(each -> port(each, 0)));
            }
            case "worker" -> {
                workers.add(labels);
                node.find("extraPortMappings")
                        .ifPresent(mappings -> mappings.elements(each -> port(each, workers.size())));
            }
            default -> node.mistake("has the role \"%s\"; there are control-plane and worker".formatted(role));
        }
        node.members((name, value) -> {
            if (!isWhole && !Set.of("role", "labels", "extraPortMappings").contains(name)) {
                value.warn("is not carried out");
            }
        });
    }

    private static Map<String, String> labels(Property labels) {
        var found = new HashMap<String, String>();
        labels.members((name, value) -> {
            var text = value.node().isValueNode() ? value.node().asText() : "\0";
            if (LABEL.matcher(name).matches() && VALUE.matcher(text).matches()) {
                found.put(name, text);
            } else {
                value.mistake("is no label of Kubernetes");
            }
        });
        return found;
    }

    private void port(Property mapping, int node) {
        var inner = number(mapping, "containerPort");
        var outer = number(mapping, "hostPort");
        var address = mapping.find("listenAddress").flatMap(Property::word).orElse("0.0.0.0");
        var protocol = mapping.find("protocol").flatMap(Property::word).orElse("TCP");
        if (inner == 0 || outer == 0 || !ADDRESS.matcher(address).matches()) {
            mapping.mistake("needs a containerPort and a hostPort, and an IPv4 listenAddress if any");
        } else if (!protocol.equals("TCP")) {
            if (!isWhole) {
                mapping.warn("is left out: only TCP ports are led on");
            }
        } else if (holder(outer).isPresent()) {
            mapping.mistake("has the hostPort %d, on which %s listens; choose another"
                    .formatted(outer, holder(outer).get()));
        } else if (!taken.add(outer)) {
            mapping.mistake("has the hostPort %d, as another mapping has; choose another".formatted(outer));
        } else if (node > 0 || inner != outer) {
            // The first node is the workspace: its ports are there already.
            ports.add(new PortMapping(address + ":" + outer, node, inner));
        }
    }

    private static Optional<String> holder(int port) {
        return Optional.ofNullable(OwnPorts.NAMES.getOrDefault(port, CLUSTER_PORTS.get(port)));
    }

    private static int number(Property mapping, String name) {
        return mapping.find(name)
                .map(Property::node)
                .filter(node -> node.isIntegralNumber()
                        && node.canConvertToInt()
                        && node.intValue() >= 1
                        && node.intValue() <= LAST_PORT)
                .map(node -> node.intValue())
                .orElse(0);
    }
}
