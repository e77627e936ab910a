package dev.taowa.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.metadata.MetadataLabel;
import java.util.List;

/**
 * What an image says of its Features, added to what the image below says: so the machine's image tells everything, to
 * this program and to others (containers.dev, "Image metadata").
 */
final class FeatureMetadata {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a Feature says that holds after it was installed. */
    private static final List<String> PROPERTIES = List.of(
            "init",
            "privileged",
            "capAdd",
            "securityOpt",
            "entrypoint",
            "mounts",
            "customizations",
            "onCreateCommand",
            "updateContentCommand",
            "postCreateCommand",
            "postStartCommand",
            "postAttachCommand");

    private FeatureMetadata() {}

    /** @param below the label of the image below; empty when it has none */
    static String label(String below, List<ResolvedFeature> features) {
        var entries = JSON.createArrayNode();
        // Whoever reads the image below hears what is wrong with its label.
        entries.addAll(MetadataLabel.entries(below, _ -> {}));
        for (var feature : features) {
            var entry = JSON.createObjectNode().put("id", feature.id());
            for (var property : PROPERTIES) {
                var value = feature.manifest().json().get(property);
                if (value != null) {
                    entry.set(property, value);
                }
            }
            entries.add(entry);
        }
        return entries.toString();
    }
}
