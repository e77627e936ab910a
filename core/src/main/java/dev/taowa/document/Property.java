package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
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
public record Property(JsonPointer pointer, String path, JsonNode node, Reading reading) {

    /** What is learnt while a file is read; for one thread. */
    public record Reading(Substitution variables, Locator locator, List<Remark> mistakes, List<Remark> warnings) {
        public Reading(Substitution variables) {
            this(variables, Locator.NONE);
        }

        public Reading(Substitution variables, Locator locator) {
            this(variables, locator, new ArrayList<>(), new ArrayList<>());
        }

        private Remark remark(JsonPointer at, String text) {
            return new Remark(at, text, locator.nearest(at));
        }

        /** The same notes, with other variables from here on. */
        public Reading with(Substitution others) {
            return new Reading(others, locator, mistakes, warnings);
        }
    }

    /** The whole file. */
    public static Property root(JsonNode node, Reading reading) {
        return new Property(JsonPointer.empty(), "", node, reading);
    }

    /** The member of that name. */
    public Optional<Property> find(String name) {
        var value = node.get(name);
        return value == null ? Optional.empty() : Optional.of(member(name, value));
    }

    private Property member(String name, JsonNode value) {
        var shown = DocumentProblems.printable(name);
        return new Property(pointer.appendProperty(name), path.isEmpty() ? shown : path + "." + shown, value, reading);
    }

    /** Notes that this value cannot be taken: {@code what} goes on after its name. */
    public void mistake(String what) {
        reading.mistakes().add(reading.remark(pointer, shown() + " " + what));
    }

    /** Notes something that is not carried out. */
    public void warn(String what) {
        reading.warnings().add(reading.remark(pointer, shown() + " " + what));
    }

    private String shown() {
        return path.isEmpty() ? "it" : "\"" + path + "\"";
    }

    /** Notes a name that means nothing here. */
    public void unknown() {
        unknown(List.of());
    }

    /** The same, with the known name that was probably meant. */
    public void unknown(Collection<String> known) {
        var name = pointer.last().getMatchingProperty();
        warn("is unknown and has no effect" + NearMiss.hint(name, known));
    }

    /** The value of true or false. */
    public Optional<Boolean> flag() {
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        mistake("must be true or false");
        return Optional.empty();
    }

    /** The whole value with the variables of all its texts resolved. */
    public JsonNode resolved() {
        return switch (node) {
            case TextNode text -> TextNode.valueOf(text().orElse(text.textValue()));
            case ArrayNode array -> {
                var copy = array.arrayNode();
                elements(each -> copy.add(each.resolved()));
                yield copy;
            }
            case ObjectNode object -> {
                var copy = object.objectNode();
                members((name, each) -> copy.set(name, each.resolved()));
                yield copy;
            }
            default -> node;
        };
    }

    /** The text, its variables resolved. */
    public Optional<String> text() {
        return raw().map(text -> reading.variables().resolve(this, text));
    }

    /** As {@link #text}, and not blank. */
    public Optional<String> word() {
        var text = text();
        if (text.isPresent() && text.get().isBlank()) {
            mistake("must not be empty");
            return Optional.empty();
        }
        return text;
    }

    /** The text as it stands in the file. */
    public Optional<String> raw() {
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
    public void members(BiConsumer<String, Property> each) {
        if (!node.isObject()) {
            mistake("must be an object");
            return;
        }
        for (var member : node.properties()) {
            each.accept(member.getKey(), member(member.getKey(), member.getValue()));
        }
    }

    /** Calls once for each element of an array. */
    public void elements(Consumer<Property> each) {
        if (!node.isArray()) {
            mistake("must be an array");
            return;
        }
        for (var index = 0; index < node.size(); index++) {
            each.accept(new Property(
                    pointer.appendIndex(index), "%s[%d]".formatted(path, index), node.get(index), reading));
        }
    }

    /** The texts of an array. */
    public List<String> texts() {
        var texts = new ArrayList<String>();
        elements(element -> element.text().ifPresent(texts::add));
        return texts;
    }

    /** Environment variables; null is taken only where it means something. */
    public Map<String, Optional<String>> variables(boolean nullUnsets) {
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
    public Map<String, String> textMembers() {
        var found = new LinkedHashMap<String, String>();
        members((name, value) -> value.text().ifPresent(text -> found.put(name, text)));
        return found;
    }
}
