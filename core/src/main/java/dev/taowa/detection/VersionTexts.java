package dev.taowa.detection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ways in which files write a version. */
final class VersionTexts {

    private static final int LONGEST = 200;
    private static final Pattern NUMBER_OF_JDK =
            Pattern.compile("(?:^|.*-)([0-9]{1,3}(?:\\.[0-9]{1,3}){0,2})(?:[^0-9.].*)?");

    private VersionTexts() {}

    /** The first line that says something. */
    static Optional<String> line(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && line.length() <= LONGEST)
                .findFirst();
    }

    /** The version behind one of the names in a .tool-versions file. */
    static Optional<String> tool(String text, List<String> names) {
        return text.lines()
                .filter(line -> line.length() <= LONGEST)
                .map(line -> line.replaceFirst("#.*", "").strip().split("\\s+", 3))
                .filter(words -> words.length > 1 && names.contains(words[0]))
                .map(words -> words[1])
                .findFirst();
    }

    /** Of a name such as {@code temurin-21.0.2+13}. */
    static Optional<String> numberOfJdk(String text) {
        return group(NUMBER_OF_JDK, text);
    }

    static Optional<String> json(String text, String... pointers) {
        var root = JsonText.parse("", text);
        for (var pointer : pointers) {
            JsonNode node = root.at(pointer);
            if (node.isTextual()) {
                return Optional.of(node.textValue());
            }
        }
        return Optional.empty();
    }

    /** The first group that matched. */
    static Optional<String> group(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (var group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }
}
