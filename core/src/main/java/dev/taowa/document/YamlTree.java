package dev.taowa.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns one composed YAML document into a JSON tree; what its aliases come to is counted, so that it stays bounded. */
final class YamlTree {

    private static final int MAX_VALUES = 100_000;
    static final int MAX_DEPTH = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Map<JsonPointer, String> tags = new LinkedHashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    YamlTree(String file) {
        this.file = file;
    }

    /** Local tags, such as {@code !reset}, by the place of their value. */
    Map<JsonPointer, String> tags() {
        return tags;
    }

    static ObjectNode empty() {
        return JSON.objectNode();
    }

    /** The mapping of a document; absent for one that holds nothing. */
    Optional<ObjectNode> document(Node node) {
        var value = value(node);
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw YamlText.refused(file, node.getStartMark(), "a mapping of names to values must stand here");
    }

    private JsonNode value(Node node) {
        if (++values > MAX_VALUES) {
            throw YamlText.refused(
                    file, node.getStartMark(), "the aliases of this file come to more than 100000 values");
        }
        if (open.size() >= MAX_DEPTH) {
            throw YamlText.refused(
                    file, node.getStartMark(), "aliases nested deeper than %d levels".formatted(MAX_DEPTH));
        }
        if (!open.add(node)) {
            throw YamlText.refused(file, node.getStartMark(), "an alias that holds itself");
        }
        noteTag(node.getTag().getValue());
        try {
            return switch (node) {
                case ScalarNode scalar -> scalar(scalar);
                case SequenceNode sequence -> sequence(sequence);
                case MappingNode mapping -> mapping(mapping);
                default -> throw YamlText.refused(file, node.getStartMark(), "a value of an unknown kind");
            };
        } finally {
            open.remove(node);
        }
    }

    private void noteTag(String tag) {
        if (!tag.startsWith("!")) {
            return;
        }
        var place = JsonPointer.empty();
        for (var name : path) {
            place = place.appendProperty(name);
        }
        tags.put(place, tag);
    }

    private JsonNode member(String name, Node node) {
        path.addLast(name);
        try {
            return value(node);
        } finally {
            path.removeLast();
        }
    }

    private ArrayNode sequence(SequenceNode sequence) {
        var array = JSON.arrayNode();
        sequence.getValue().forEach(each -> array.add(member(Integer.toString(array.size()), each)));
        return array;
    }

    private ObjectNode mapping(MappingNode mapping) {
        var object = JSON.objectNode();
        for (var member : mapping.getValue()) {
            var key = key(member.getKeyNode());
            if (object.has(key)) {
                throw YamlText.refused(file, member.getKeyNode().getStartMark(), "the name stands here a second time");
            }
            object.set(key, member(key, member.getValueNode()));
        }
        return object;
    }

    private String key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw YamlText.refused(file, node.getStartMark(), "a name must be a plain text");
    }

    private JsonNode scalar(ScalarNode scalar) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.toLowerCase(Locale.ROOT).equals("true"));
        }
        if (tag.equals(Tag.INT) && text.length() <= 30) {
            return JSON.numberNode(integer(scalar));
        }
        if (tag.equals(Tag.FLOAT) && text.length() <= 30 && text.matches("[-+]?[0-9.]+(?:[eE][-+]?[0-9]{1,3})?")) {
            return JSON.numberNode(new BigDecimal(text));
        }
        return JSON.textNode(text);
    }

    private BigInteger integer(ScalarNode scalar) {
        var text = scalar.getValue();
        try {
            if (text.startsWith("0x")) {
                return new BigInteger(text.substring(2), 16);
            }
            if (text.startsWith("0o")) {
                return new BigInteger(text.substring(2), 8);
            }
            // A leading zero is YAML 1.1, which those who write 0440 mean, and Compose and Kubernetes read.
            return new BigInteger(text, text.matches("[-+]?0[0-7]+") ? 8 : 10);
        } catch (NumberFormatException e) {
            throw YamlText.refused(file, scalar.getStartMark(), "not a number");
        }
    }
}
