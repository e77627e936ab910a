package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts variables where a file's values have {@code $NAME} or {@code ${NAME…}}, as Compose does. */
final class Interpolation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int DEEPEST = 32;
    private static final int MOST_WARNINGS = 100;

    private final ProjectVariables variables;
    private final Budget budget;
    private final Set<String> missing = new HashSet<>();

    Interpolation(ProjectVariables variables, Budget budget) {
        this.variables = variables;
        this.budget = budget;
    }

    /** The tree with all its values resolved; names stay as they are. */
    ObjectNode resolve(Property root) {
        var object = JSON.objectNode();
        root.members((name, member) -> object.set(name, value(member)));
        return object;
    }

    private JsonNode value(Property property) {
        var node = property.node();
        if (node.isObject()) {
            return resolve(property);
        }
        if (node.isArray()) {
            var array = JSON.arrayNode();
            property.elements(element -> array.add(value(element)));
            return array;
        }
        if (!node.isTextual()) {
            return node;
        }
        return property.raw()
                .<JsonNode>map(text -> JSON.textNode(text(property, text)))
                .orElse(node);
    }

    /** The text with its variables; what is no reference is a mistake at the property. */
    String text(Property at, String text) {
        return text.indexOf('$') < 0 ? text : expand(at, text, 0);
    }

    private String expand(Property at, String text, int depth) {
        if (depth > DEEPEST) {
            at.mistake("nests variables deeper than %d levels".formatted(DEEPEST));
            return "";
        }
        var result = new StringBuilder();
        var index = 0;
        while (index < text.length()) {
            var dollar = text.indexOf('$', index);
            if (dollar < 0) {
                result.append(text, index, text.length());
                break;
            }
            result.append(text, index, dollar);
            index = reference(at, text, dollar, depth, result);
        }
        budget.takeCharacters(result.length());
        return result.toString();
    }

    /** Resolves what begins with the dollar there; returns where the text goes on. */
    private int reference(Property at, String text, int dollar, int depth, StringBuilder result) {
        var next = dollar + 1 < text.length() ? text.charAt(dollar + 1) : ' ';
        if (next == '$') {
            result.append('$');
            return dollar + 2;
        }
        if (next == '{') {
            var end = closing(text, dollar);
            if (end < 0) {
                return invalid(at, text);
            }
            if (!braced(at, text.substring(dollar + 2, end), depth, result)) {
                return invalid(at, text);
            }
            return end + 1;
        }
        var name = NAME.matcher(text).region(dollar + 1, text.length());
        if (!name.lookingAt()) {
            return invalid(at, text);
        }
        result.append(plain(at, name.group()));
        return name.end();
    }

    private static int invalid(Property at, String text) {
        at.mistake("has a \"$\" that begins no variable, in \"%s\": write \"$$\" for a \"$\""
                .formatted(DocumentProblems.printable(text)));
        return text.length();
    }

    /** Where the brace that opens after the dollar is closed. */
    private static int closing(String text, int dollar) {
        var open = 0;
        for (var index = dollar; index < text.length(); index++) {
            if (text.startsWith("${", index)) {
                open++;
                index++;
            } else if (text.charAt(index) == '}' && --open == 0) {
                return index;
            }
        }
        return -1;
    }

    private boolean braced(Property at, String inside, int depth, StringBuilder result) {
        var matcher = NAME.matcher(inside);
        if (!matcher.lookingAt()) {
            return false;
        }
        var name = matcher.group();
        var rest = inside.substring(matcher.end());
        if (rest.isEmpty()) {
            result.append(plain(at, name));
            return true;
        }
        var colon = rest.startsWith(":");
        var operator = rest.length() > (colon ? 1 : 0) ? rest.charAt(colon ? 1 : 0) : ' ';
        var word = rest.substring(Math.min(rest.length(), colon ? 2 : 1));
        var found = variables.find(name).filter(value -> !colon || !value.isEmpty());
        switch (operator) {
            case '-' -> result.append(found.orElseGet(() -> expand(at, word, depth + 1)));
            case '+' -> result.append(found.isPresent() ? expand(at, word, depth + 1) : "");
            case '?' -> {
                if (found.isEmpty()) {
                    at.mistake("needs the variable %s: %s"
                            .formatted(name, DocumentProblems.printable(expand(at, word, depth + 1))));
                }
                result.append(found.orElse(""));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private String plain(Property at, String name) {
        var value = variables.find(name);
        if (value.isEmpty() && missing.size() < MOST_WARNINGS && missing.add(name)) {
            at.warn("refers to the variable %s, which is not set and taken as empty"
                    .formatted(DocumentProblems.printable(name)));
        }
        return value.orElse("");
    }
}
