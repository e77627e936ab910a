package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.util.Optional;

/** The forms in which Compose lets the same be written, each turned into the one that can be merged. */
final class Forms {

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Forms() {}

    /** A text, a number or a boolean as text. */
    static Optional<String> scalar(Property property) {
        var node = property.node();
        if (node.isNumber() || node.isBoolean()) {
            return Optional.of(node.isNumber() ? node.decimalValue().toPlainString() : node.asText());
        }
        if (!node.isTextual()) {
            property.mistake("must be a string or a number");
            return Optional.empty();
        }
        return property.raw();
    }

    /** An object of texts or nulls, from an object or from a list of {@code NAME=VALUE}. */
    static ObjectNode pairs(Property property) {
        var pairs = JSON.objectNode();
        if (property.node().isArray()) {
            property.elements(element -> scalar(element).ifPresent(text -> {
                var equals = text.indexOf('=');
                pairs.set(
                        equals < 0 ? text : text.substring(0, equals),
                        equals < 0 ? JSON.nullNode() : JSON.textNode(text.substring(equals + 1)));
            }));
            return pairs;
        }
        if (!property.node().isObject()) {
            property.mistake("must be an object or a list of NAME=VALUE");
            return pairs;
        }
        property.members((name, value) -> {
            if (value.node().isNull()) {
                pairs.putNull(name);
            } else {
                scalar(value).ifPresent(text -> pairs.put(name, text));
            }
        });
        return pairs;
    }

    /** A list of texts, from a list or one text. */
    static ArrayNode texts(Property property) {
        var texts = JSON.arrayNode();
        if (property.node().isArray()) {
            property.elements(element -> scalar(element).ifPresent(texts::add));
        } else {
            scalar(property).ifPresent(texts::add);
        }
        return texts;
    }

    /** An object by name, from an object or a list of names. */
    static ObjectNode named(Property property, JsonNode fallback) {
        var named = JSON.objectNode();
        if (property.node().isArray()) {
            property.elements(element -> scalar(element).ifPresent(name -> named.set(name, fallback.deepCopy())));
            return named;
        }
        property.members((name, value) -> {
            if (value.node().isObject() || value.node().isNull()) {
                named.set(name, value.node().isNull() ? fallback.deepCopy() : value.node());
            } else {
                value.mistake("must be an object");
            }
        });
        return named;
    }

    /** Addresses by host name as a list of {@code NAME=ADDRESS}, from such a list, one with colons, or an object. */
    static ArrayNode hosts(Property property) {
        var hosts = JSON.arrayNode();
        if (!property.node().isObject()) {
            property.elements(element ->
                    scalar(element).ifPresent(text -> host(element, text).ifPresent(hosts::add)));
            return hosts;
        }
        property.members((name, value) -> {
            for (var address : texts(value)) {
                hosts.add(name + "=" + address.textValue());
            }
        });
        return hosts;
    }

    private static Optional<String> host(Property element, String text) {
        var cut = text.indexOf('=') < 0 ? text.indexOf(':') : text.indexOf('=');
        if (cut <= 0 || cut == text.length() - 1) {
            element.mistake("must be a name and an address, such as \"db:10.0.0.2\"");
            return Optional.empty();
        }
        return Optional.of(text.substring(0, cut) + "=" + text.substring(cut + 1));
    }

    /** What a service is given of secrets or configs, from names or objects. */
    static ArrayNode grants(Property property) {
        var grants = JSON.arrayNode();
        property.elements(element -> {
            if (element.node().isObject()) {
                if (element.find("source").flatMap(Forms::scalar).isEmpty()) {
                    element.mistake("must hold \"source\"");
                    return;
                }
                grants.add(grant((ObjectNode) element.node()));
                return;
            }
            scalar(element).ifPresent(name -> grants.addObject().put("source", name));
        });
        return grants;
    }

    /** Permission bits that are written as a text are octal. */
    private static ObjectNode grant(ObjectNode written) {
        var grant = written.deepCopy();
        if (grant.path("mode").isTextual() && grant.path("mode").textValue().matches("0?o?[0-7]{1,4}")) {
            grant.put("mode", Integer.parseInt(grant.path("mode").textValue().replace("o", ""), 8));
        }
        return grant;
    }

    /** A command as it is: one text or a list of texts. */
    static JsonNode command(Property property) {
        if (property.node().isNull()) {
            return property.node();
        }
        return property.node().isArray()
                ? texts(property)
                : scalar(property).<JsonNode>map(JSON::textNode).orElse(JSON.nullNode());
    }

    /** A path's text as a node, or null for one that is a mistake. */
    static JsonNode node(Optional<String> text) {
        return text.<JsonNode>map(JSON::textNode).orElse(JSON.nullNode());
    }
}
