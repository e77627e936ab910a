package dev.taowa.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Which container or Service of a nested engine publishes which port of the workspace. */
final class PublishedPorts {

    private PublishedPorts() {}

    /** From the answer to Docker's "List containers" (Engine API). */
    static Map<Integer, String> ofContainers(JsonNode answer) {
        var found = new HashMap<Integer, String>();
        for (var container : answer) {
            var name = container.path("Names").path(0).asText();
            for (var port : container.path("Ports")) {
                if (port.path("Type").asText().equals("tcp") && port.hasNonNull("PublicPort")) {
                    var bare = name.startsWith("/") ? name.substring(1) : name;
                    found.put(port.path("PublicPort").asInt(), "container " + EngineAnswer.name(bare));
                }
            }
        }
        return found;
    }

    /** From a ServiceList of Kubernetes (core/v1): the node ports, which a LoadBalancer has too. */
    static Map<Integer, String> ofServices(JsonNode answer) {
        var found = new HashMap<Integer, String>();
        for (var service : answer.path("items")) {
            var metadata = service.path("metadata");
            for (var port : service.path("spec").path("ports")) {
                var number = port.path("nodePort").asInt();
                if (port.path("protocol").asText("TCP").equals("TCP") && number >= 1 && number <= 65_535) {
                    found.put(
                            number,
                            "Service %s/%s"
                                    .formatted(
                                            EngineAnswer.name(
                                                    metadata.path("namespace").asText()),
                                            EngineAnswer.name(
                                                    metadata.path("name").asText())));
                }
            }
        }
        return found;
    }
}
