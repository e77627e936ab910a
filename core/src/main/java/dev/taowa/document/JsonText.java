package dev.taowa.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.util.List;

/** JSON with comments and trailing commas, as editors write it, from somebody who may mean ill. */
public final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(40)
                            .maxNameLength(10_000)
                            .maxStringLength(SourceTree.MAX_BYTES)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String FIX = "correct the JSON there; comments and trailing commas are fine";

    private JsonText() {}

    /**
     * The object that the file holds.
     *
     * @param file shown in problems
     */
    public static ObjectNode parse(String file, String text) {
        if (parseAny(file, text) instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(DocumentProblems.invalid(file, List.of("holds no JSON object")));
    }

    /** The value that the file holds. */
    public static JsonNode parseAny(String file, String text) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw new ProblemException(
                    DocumentProblems.malformed(
                            file, Math.max(place.getLineNr(), 1), Math.max(place.getColumnNr(), 1), reason(e), FIX),
                    e);
        }
        if (node.isMissingNode()) {
            throw new ProblemException(DocumentProblems.malformed(file, 1, 1, "the file is empty", FIX));
        }
        return node;
    }

    /** Reads the text token by token, by the same rules. */
    static JsonParser parser(String text) throws IOException {
        return MAPPER.createParser(text);
    }

    private static String reason(JsonProcessingException e) {
        var message = e.getOriginalMessage();
        return message == null ? "not JSON" : message.replaceFirst("(?s) \\(start marker at .*|\n.*", "");
    }
}
