package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes a devcontainer.json as people do. */
public final class DevcontainerText {

    private static final int WIDTH = 100;
    private static final String STEP = "  ";

    private DevcontainerText() {}

    /** The text of the tree. */
    public static String of(ObjectNode tree) {
        return of(tree, List.of());
    }

    /**
     * The text of the tree.
     *
     * @param comments stand above it, one line each
     */
    public static String of(ObjectNode tree, List<String> comments) {
        var text = new StringBuilder();
        comments.forEach(comment -> text.append("// ")
                .append(comment.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", "?"))
                .append('\n'));
        write(text, tree, "");
        return text.append('\n').toString();
    }

    private static void write(StringBuilder text, JsonNode node, String indent) {
        switch (node) {
            case ObjectNode object when !object.isEmpty() -> object(text, object, indent);
            case ArrayNode array when !array.isEmpty() -> array(text, array, indent);
            default -> text.append(node);
        }
    }

    private static void object(StringBuilder text, ObjectNode object, String indent) {
        var separator = "{\n";
        for (var member : object.properties()) {
            text.append(separator).append(indent).append(STEP);
            text.append(JsonNodeFactory.instance.textNode(member.getKey())).append(": ");
            write(text, member.getValue(), indent + STEP);
            separator = ",\n";
        }
        text.append('\n').append(indent).append('}');
    }

    /** On one line if it is short. */
    private static void array(StringBuilder text, ArrayNode array, String indent) {
        var values = array.valueStream().map(JsonNode::toString).toList();
        var oneLine = "[" + String.join(", ", values) + "]";
        if (oneLine.length() <= WIDTH && array.valueStream().allMatch(JsonNode::isValueNode)) {
            text.append(oneLine);
            return;
        }
        var separator = "[\n";
        for (var element : array) {
            text.append(separator).append(indent).append(STEP);
            write(text, element, indent + STEP);
            separator = ",\n";
        }
        text.append('\n').append(indent).append(']');
    }
}
