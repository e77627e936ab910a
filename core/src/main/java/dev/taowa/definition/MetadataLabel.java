package dev.taowa.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the label in which an image carries what it and its Features say of a workspace: an array of objects, or one
 * (containers.dev, "Image metadata").
 */
final class MetadataLabel {

    private MetadataLabel() {}

    static Metadata read(String label, Substitution variables, Consumer<String> warnings) {
        var merged = Metadata.NONE;
        for (var entry : entries(label, warnings)) {
            var id = entry.path("id").asText("");
            var origin = id.isEmpty() ? "the image" : "the Feature " + DocumentProblems.printable(id);
            var reading = new Property.Reading(variables);
            merged = merged.merge(MetadataReader.read(Property.root(entry, reading), origin));
            reading.mistakes()
                    .forEach(mistake ->
                            warnings.accept("what %s says is left out in part: %s".formatted(origin, mistake.text())));
        }
        return merged;
    }

    private static List<JsonNode> entries(String label, Consumer<String> warnings) {
        if (label.isBlank()) {
            return List.of();
        }
        JsonNode node;
        try {
            node = JsonText.parse("devcontainer.metadata", "{\"entries\":" + label + "}")
                    .path("entries");
        } catch (ProblemException e) {
            warnings.accept("the image's label devcontainer.metadata is left out: "
                    + e.problem().what());
            return List.of();
        }
        var entries = new ArrayList<JsonNode>();
        (node.isArray() ? node : List.of(node)).forEach(each -> {
            if (each.isObject()) {
                entries.add(each);
            }
        });
        return entries;
    }
}
