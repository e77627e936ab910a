package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Which container of a nested engine publishes which port of the workspace. */
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
}
