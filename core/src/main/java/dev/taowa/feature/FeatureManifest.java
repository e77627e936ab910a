package dev.taowa.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Feature says of itself in its devcontainer-feature.json.
 *
 * @param formerIds other ids under which it is, or was, published: "legacyIds", and "currentId" of a renamed one
 * @param dependsOn what must be installed before it, in the order written
 * @param installsAfter what goes before it if it is installed at all
 * @param json everything, with what is said of containers and lifecycle
 */
public record FeatureManifest(
        String id,
        Optional<String> version,
        Optional<String> name,
        Map<String, FeatureOption> options,
        List<FeatureRequest> dependsOn,
        List<String> installsAfter,
        List<String> formerIds,
        Optional<String> currentId,
        boolean deprecated,
        ObjectNode json) {

    static final String FILE = "devcontainer-feature.json";
    private static final int MOST = 500;

    /**
     * Reads the file's text.
     *
     * @param file shown in problems
     * @param fallbackId for a file that names no id
     */
    public static FeatureManifest parse(String file, String text, String fallbackId) {
        var json = JsonText.parse(file, text);
        // Variables are those of the container, which are not known here.
        var root = Property.root(json, new Property.Reading(Substitution.NONE));
        var manifest = new FeatureManifest(
                root.find("id").flatMap(FeatureManifest::id).orElse(fallbackId),
                root.find("version").flatMap(Property::raw),
                root.find("name").flatMap(Property::raw),
                options(root),
                dependsOn(root),
                names(root, "installsAfter"),
                names(root, "legacyIds"),
                root.find("currentId").flatMap(FeatureManifest::id),
                root.find("deprecated").map(FeatureManifest::isTrue).orElse(false),
                json);
        var mistakes = root.reading().mistakes();
        if (!mistakes.isEmpty()) {
            throw new ProblemException(DocumentProblems.invalid(
                    file, mistakes.stream().limit(20).map(Remark::text).toList()));
        }
        return manifest;
    }

    /** One that ships with this program. */
    static FeatureManifest ours(String id) {
        var json = JsonNodeFactory.instance.objectNode().put("id", id);
        return new FeatureManifest(
                id,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                json);
    }

    public FeatureManifest {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        dependsOn = List.copyOf(dependsOn);
        installsAfter = List.copyOf(installsAfter);
        formerIds = List.copyOf(formerIds);
    }

    private static Optional<String> id(Property property) {
        var text = property.raw();
        if (text.isPresent() && !text.get().matches("[A-Za-z0-9._-]{1,200}")) {
            property.mistake("may hold only letters, digits, ., - and _");
            return Optional.empty();
        }
        return text;
    }

    private static boolean isTrue(Property property) {
        if (!property.node().isBoolean()) {
            property.mistake("must be true or false");
        }
        return property.node().asBoolean();
    }

    private static List<String> names(Property root, String property) {
        var found = new ArrayList<String>();
        root.find(property)
                .filter(FeatureManifest::isBounded)
                .ifPresent(list -> list.elements(each -> each.raw().ifPresent(found::add)));
        return found;
    }

    private static boolean isBounded(Property property) {
        if (property.node().size() > MOST) {
            property.mistake("has more than %d members".formatted(MOST));
            return false;
        }
        return true;
    }

    private static List<FeatureRequest> dependsOn(Property root) {
        var found = new ArrayList<FeatureRequest>();
        root.find("dependsOn")
                .filter(FeatureManifest::isBounded)
                .ifPresent(all -> all.members((id, options) -> found.add(new FeatureRequest(id, options.node()))));
        return found;
    }

    private static Map<String, FeatureOption> options(Property root) {
        var found = new LinkedHashMap<String, FeatureOption>();
        root.find("options")
                .filter(FeatureManifest::isBounded)
                .ifPresent(all -> all.members(
                        (name, option) -> option(name, option).ifPresent(declared -> found.put(name, declared))));
        return found;
    }

    private static Optional<FeatureOption> option(String name, Property option) {
        if (!option.node().isObject()) {
            option.mistake("must be an object");
            return Optional.empty();
        }
        if (OptionValues.variable(name).isEmpty()) {
            option.mistake("is no name for an option");
            return Optional.empty();
        }
        var type = option.find("type").flatMap(Property::raw).orElse("string");
        if (!type.equals("string") && !type.equals("boolean")) {
            option.mistake("must be of type \"string\" or \"boolean\"");
        }
        return Optional.of(new FeatureOption(
                name,
                type.equals("boolean"),
                values(option, "enum"),
                values(option, "proposals"),
                option.find("default").flatMap(FeatureManifest::scalar)));
    }

    private static List<String> values(Property option, String property) {
        var found = new ArrayList<String>();
        option.find(property)
                .filter(FeatureManifest::isBounded)
                .ifPresent(list -> list.elements(each -> scalar(each).ifPresent(found::add)));
        return found;
    }

    private static Optional<String> scalar(Property property) {
        JsonNode node = property.node();
        return node.isBoolean() || node.isNumber() ? Optional.of(node.asText()) : property.raw();
    }
}
