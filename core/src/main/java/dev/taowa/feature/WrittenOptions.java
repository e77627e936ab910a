package dev.taowa.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The options of a request as they stand there: in short, or by name. Two requests for the same Feature are one when
 * their options compare as equal, before anything is known of defaults.
 *
 * @param kind JavaScript's name for the type, which the order of the reference implementation goes by
 */
record WrittenOptions(String kind, JsonNode inShort, Map<String, JsonNode> named)
        implements Comparable<WrittenOptions> {

    private static final int MOST = 500;

    /** The request's options; what is no text, number or boolean is a problem. */
    static WrittenOptions of(FeatureRequest request) {
        var node = request.options();
        var mistakes = new ArrayList<String>();
        var named = new LinkedHashMap<String, JsonNode>();
        if (node.isObject() && node.size() <= MOST) {
            for (var option : node.properties()) {
                if (isScalar(option.getValue())) {
                    named.put(option.getKey(), scalar(option.getValue()));
                } else {
                    mistakes.add(
                            "\"%s\" must be a string or a boolean".formatted(FeatureProblems.shown(option.getKey())));
                }
            }
        } else if (!isScalar(node)) {
            mistakes.add("its options must be an object, such as {}");
        }
        if (!mistakes.isEmpty()) {
            throw new ProblemException(FeatureProblems.badOptions(request.id(), mistakes));
        }
        return new WrittenOptions(kind(node), scalar(node), named);
    }

    private static boolean isScalar(JsonNode node) {
        return (node.isTextual() && node.textValue().indexOf('\0') < 0) || node.isBoolean() || node.isNumber();
    }

    /** Versions are often written as numbers. */
    private static JsonNode scalar(JsonNode node) {
        return node.isNumber() ? TextNode.valueOf(node.asText()) : node;
    }

    private static String kind(JsonNode node) {
        return node.isObject() ? "object" : node.isBoolean() ? "boolean" : "string";
    }

    @Override
    public int compareTo(WrittenOptions other) {
        if (!kind.equals(other.kind)) {
            return kind.compareTo(other.kind);
        }
        if (!kind.equals("object")) {
            return compare(inShort, other.inShort);
        }
        if (named.size() != other.named.size()) {
            return Integer.compare(named.size(), other.named.size());
        }
        var names = List.copyOf(new TreeSet<>(named.keySet()));
        var others = List.copyOf(new TreeSet<>(other.named.keySet()));
        for (var at = 0; at < names.size(); at++) {
            var difference = Collation.ROOT.compare(names.get(at), others.get(at));
            if (difference == 0) {
                difference = compare(value(names.get(at)), other.value(others.get(at)));
            }
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private JsonNode value(String name) {
        return Objects.requireNonNull(named.get(name));
    }

    /** Texts by collation, false before true, booleans before texts. */
    private static int compare(JsonNode left, JsonNode right) {
        if (left.isBoolean() && right.isBoolean()) {
            return Boolean.compare(left.booleanValue(), right.booleanValue());
        }
        if (left.isBoolean() != right.isBoolean()) {
            return left.isBoolean() ? -1 : 1;
        }
        return Collation.ROOT.compare(left.asText(), right.asText());
    }
}
