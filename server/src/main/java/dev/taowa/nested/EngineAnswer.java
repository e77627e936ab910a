package dev.taowa.nested;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the API of a nested engine answers: JSON of a machine that may say anything. What cannot be read, or is beyond
 * the limit, counts as nothing.
 */
final class EngineAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_CHARACTERS = 4 << 20;
    private static final int NAME_LIMIT = 128;

    private final StringBuilder text = new StringBuilder();

    private EngineAnswer() {}

    /** The answer to a GET that curl sends inside, as root. */
    static JsonNode get(Sessions sessions, Workspace workspace, List<String> curl) throws IOException {
        var argv = new ArrayList<>(List.of("curl", "--silent", "--max-time", "5"));
        argv.addAll(curl);
        var answer = new EngineAnswer();
        sessions.run(workspace, new Command("root", argv, Map.of("LC_ALL", "C"), "/"), answer::hear);
        return read(answer.text.toString());
    }

    private void hear(String line) {
        if (text.length() + line.length() <= LIMIT_CHARACTERS) {
            text.append(line);
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** A name that may be shown. */
    static String name(String text) {
        var cut = text.length() > NAME_LIMIT ? text.substring(0, NAME_LIMIT) : text;
        return cut.replaceAll("[^A-Za-z0-9_.-]", "?");
    }
}
