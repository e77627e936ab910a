package dev.taowa.metadata;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.taowa.document.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What "customizations.taowa" may hold: the JSON Schema that is published as docs/customizations-taowa.schema.json,
 * which this program is packaged with. Only a definition that has something of ours loads it.
 */
public final class OwnSchema {

    private static final String FILE = "customizations-taowa.schema.json";
    private static final String NESTED = "nested";
    private static final String KUBERNETES = "kubernetes";

    private static final JsonSchema SCHEMA = load();

    private OwnSchema() {}

    private static JsonSchema load() {
        try (var text = Objects.requireNonNull(OwnSchema.class.getResourceAsStream(FILE), FILE)) {
            var settings = SchemaValidatorsConfig.builder().locale(Locale.ROOT).build();
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(text, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes what is wrong with the whole, and says whether nothing is. */
    static boolean check(Property ours) {
        return check(ours, ours.resolved(), List.of());
    }

    /** The same of what stands for a cluster elsewhere. */
    public static boolean checkKubernetes(Property options) {
        var forms = JsonNodeFactory.instance;
        var whole = forms.objectNode().set(NESTED, forms.objectNode().set(KUBERNETES, options.resolved()));
        return check(options, whole, List.of(NESTED, KUBERNETES));
    }

    /** @param above names between the whole and the property */
    private static boolean check(Property property, JsonNode whole, List<String> above) {
        var known = property.reading().mistakes().size();
        for (var message : SCHEMA.validate(whole)) {
            var location = message.getInstanceLocation();
            var at = property;
            for (var index = above.size(); index < location.getNameCount(); index++) {
                var name = String.valueOf(location.getElement(index));
                at = at.find(name).orElse(at);
            }
            note(at, message);
        }
        return property.reading().mistakes().size() == known;
    }

    private static void note(Property at, ValidationMessage message) {
        var wanted = message.getSchemaNode();
        switch (message.getType()) {
            case "additionalProperties" ->
                at.find(message.getProperty())
                        .ifPresent(
                                unknown -> unknown.unknown(names(rule(message).path("properties"))));
            case "type" -> at.mistake("must be " + kind(wanted) + example(message));
            case "enum" -> at.mistake("must be " + String.join(" or ", texts(wanted)));
            case "required" -> at.mistake("lacks \"%s\"%s".formatted(message.getProperty(), example(message)));
            case "minimum" -> at.mistake("must be at least " + wanted.asText());
            case "maximum" -> at.mistake("must be at most " + wanted.asText());
            case "not", "pattern" -> at.mistake("cannot be this" + example(message));
            default -> at.mistake("cannot be taken: " + message.getError());
        }
    }

    private static String kind(JsonNode type) {
        return (type.isArray() ? texts(type) : List.of(type.asText()))
                .stream()
                        .map(each -> switch (each) {
                            case "boolean" -> "true or false";
                            case "object" -> "an object";
                            case "string" -> "a string";
                            case "integer" -> "a whole number";
                            default -> each;
                        })
                        .collect(Collectors.joining(" or "));
    }

    private static String example(ValidationMessage message) {
        var example = rule(message).path("examples").path(0);
        return example.isMissingNode() ? "" : ": write such as " + example;
    }

    /** The part of the schema that the keyword of the message is in. */
    private static JsonNode rule(ValidationMessage message) {
        var keyword =
                JsonPointer.compile(message.getSchemaLocation().getFragment().toString());
        return SCHEMA.getSchemaNode().at(keyword.head());
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
