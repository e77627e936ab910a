package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * What matters of a Service of a cluster (core/v1).
 *
 * @param name its namespace and name, which may be shown
 * @param address its own in the cluster, as it says
 * @param nodePorts those of TCP, which a LoadBalancer has too
 */
record ClusterService(String name, String address, Set<Integer> nodePorts) {

    private static final int LAST_PORT = 65_535;

    static ClusterService of(JsonNode service) {
        var metadata = service.path("metadata");
        var ports = new HashSet<Integer>();
        for (var port : service.path("spec").path("ports")) {
            var number = port.path("nodePort").asInt();
            if (port.path("protocol").asText("TCP").equals("TCP") && number >= 1 && number <= LAST_PORT) {
                ports.add(number);
            }
        }
        return new ClusterService(
                EngineAnswer.name(metadata.path("namespace").asText()) + "/"
                        + EngineAnswer.name(metadata.path("name").asText()),
                service.path("spec").path("clusterIP").asText(),
                Set.copyOf(ports));
    }

    /** How people are told of it. */
    String shown() {
        return "Service " + name;
    }
}
