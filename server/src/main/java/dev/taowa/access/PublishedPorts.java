package dev.taowa.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * Which inner container publishes which port: the answer of Docker's Engine API to "List containers", from a machine
 * that may say anything. What cannot be read counts as nothing.
 */
final class PublishedPorts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_CHARACTERS = 4 << 20;
    private static final int NAME_LIMIT = 128;

    private final StringBuilder answer = new StringBuilder();

    /** Takes a line of the answer; what is beyond the limit is dropped. */
    void hear(String line) {
        if (answer.length() + line.length() <= LIMIT_CHARACTERS) {
            answer.append(line);
        }
    }

    /** Names by port. */
    Map<Integer, String> containers() {
        var found = new HashMap<Integer, String>();
        for (var container : read()) {
            var name = name(container.path("Names").path(0).asText());
            for (var port : container.path("Ports")) {
                if (port.path("Type").asText().equals("tcp") && port.hasNonNull("PublicPort")) {
                    found.put(port.path("PublicPort").asInt(), name);
                }
            }
        }
        return found;
    }

    private JsonNode read() {
        try {
            return JSON.readTree(answer.toString());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static String name(String text) {
        var bare = text.startsWith("/") ? text.substring(1) : text;
        var cut = bare.length() > NAME_LIMIT ? bare.substring(0, NAME_LIMIT) : bare;
        return cut.replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}
