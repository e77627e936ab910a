package dev.taowa.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.Substitution;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The label in which an image carries what it and its Features say of a workspace: an array of objects, or one
 * (containers.dev, "Image metadata"). Whoever made the image wrote it, so it may not name files of this machine.
 */
public final class MetadataLabel {

    /** The label's name. */
    public static final String NAME = "devcontainer.metadata";

    private MetadataLabel() {}

    /** The label's objects; one that cannot be read has none, which is told as a warning. */
    public static List<ObjectNode> entries(String label, Consumer<String> warnings) {
        if (label.isBlank()) {
            return List.of();
        }
        JsonNode node;
        try {
            node = JsonText.parseAny(NAME, label);
        } catch (ProblemException e) {
            warnings.accept("the image's label %s is left out: %s"
                    .formatted(NAME, e.problem().what()));
            return List.of();
        }
        var entries = new ArrayList<ObjectNode>();
        for (var each : node instanceof ArrayNode array ? array : List.of(node)) {
            if (each instanceof ObjectNode object) {
                entries.add(object);
            }
        }
        return entries;
    }

    /** What all of it comes to; what is left out is told as a warning. */
    public static Metadata read(String label, Substitution variables, Consumer<String> warnings) {
        var merged = Metadata.NONE;
        for (var entry : entries(label, warnings)) {
            var id = entry.path("id").asText("");
            var origin = id.isEmpty() ? "the image" : "the Feature " + DocumentProblems.printable(id);
            var reading = new Property.Reading(variables);
            var said = MetadataReader.read(Property.root(entry, reading), origin);
            reading.mistakes()
                    .forEach(mistake ->
                            warnings.accept("what %s says is left out in part: %s".formatted(origin, mistake.text())));
            merged = merged.merge(said.withMounts(withoutBinds(said.mounts(), origin, warnings)));
        }
        return merged;
    }

    private static List<DeclaredMount> withoutBinds(
            List<DeclaredMount> mounts, String origin, Consumer<String> warnings) {
        var kept = new ArrayList<DeclaredMount>();
        for (var mount : mounts) {
            if (mount instanceof DeclaredMount.Bind bind) {
                warnings.accept(
                        "the mount of %s on %s is left out: %s asks for it, and only the definition may name files of this machine"
                                .formatted(
                                        DocumentProblems.printable(bind.source()),
                                        DocumentProblems.printable(bind.target()),
                                        origin));
            } else {
                kept.add(mount);
            }
        }
        return kept;
    }
}
