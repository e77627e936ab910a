package dev.taowa.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One value of the file and its path in it. A value of the wrong kind is noted as a mistake and read as absent, so that
 * all mistakes are told together.
 */
record Property(String path, JsonNode node, Reading reading) {

    /** What is learnt while a file is read. */
    record Reading(Variables variables, List<String> mistakes, List<String> warnings) {
        Reading(Variables variables) {
            this(variables, new ArrayList<>(), new ArrayList<>());
        }
    }

    Optional<Property> find(String name) {
        var value = node.get(name);
        return value == null ? Optional.empty() : Optional.of(new Property(member(name), value, reading));
    }

    private String member(String name) {
        var shown = DefinitionProblems.printable(name);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    void mistake(String what) {
        reading.mistakes().add("\"%s\" %s".formatted(path, what));
    }

    void warn(String what) {
        reading.warnings().add("\"%s\" %s".formatted(path, what));
    }

    /** The text, its variables resolved. */
    Optional<String> text() {
        return raw().map(text -> reading.variables().resolve(path, text, reading.warnings()));
    }

    /** As {@link #text}, and not blank. */
    Optional<String> word() {
        var text = text();
        if (text.isPresent() && text.get().isBlank()) {
            mistake("must not be empty");
            return Optional.empty();
        }
        return text;
    }

    /** The text as it stands in the file. */
    Optional<String> raw() {
        if (!node.isTextual()) {
            mistake("must be a string");
            return Optional.empty();
        }
        if (node.textValue().indexOf('\0') >= 0) {
            mistake("must not hold a NUL character");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    /** Calls once for each member of an object. */
    void members(BiConsumer<String, Property> each) {
        if (!node.isObject()) {
            mistake("must be an object");
            return;
        }
        for (var member : node.properties()) {
            each.accept(member.getKey(), new Property(member(member.getKey()), member.getValue(), reading));
        }
    }

    /** Calls once for each element of an array. */
    void elements(Consumer<Property> each) {
        if (!node.isArray()) {
            mistake("must be an array");
            return;
        }
        for (var index = 0; index < node.size(); index++) {
            each.accept(new Property("%s[%d]".formatted(path, index), node.get(index), reading));
        }
    }

    List<String> texts() {
        var texts = new ArrayList<String>();
        elements(element -> element.text().ifPresent(texts::add));
        return texts;
    }

    /** Environment variables; null is taken only where it means something. */
    Map<String, Optional<String>> variables(boolean nullUnsets) {
        var found = new LinkedHashMap<String, Optional<String>>();
        members((name, value) -> {
            if (name.isEmpty() || name.contains("=") || name.indexOf('\0') >= 0) {
                value.mistake("is no name for a variable");
                return;
            }
            if (value.node().isNull() && nullUnsets) {
                found.put(name, Optional.empty());
                return;
            }
            value.text().ifPresent(text -> found.put(name, Optional.of(text)));
        });
        return found;
    }

    /** String values by name. */
    Map<String, String> textMembers() {
        var found = new LinkedHashMap<String, String>();
        members((name, value) -> value.text().ifPresent(text -> found.put(name, text)));
        return found;
    }
}
