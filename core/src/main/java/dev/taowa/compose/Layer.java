package dev.taowa.compose;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of a project, in the form that is merged.
 *
 * @param base the folder that its paths are seen from
 * @param written the file with its variables resolved, for what is to be said of it
 * @param cuts what of the models below does not count
 */
record Layer(Path file, Path base, Property written, ObjectNode model, List<JsonPointer> cuts) {

    /** The services of the model. */
    ObjectNode services() {
        return model.withObjectProperty("services");
    }

    /** As {@link #cuts}, for a single service. */
    List<JsonPointer> cuts(String service) {
        var prefix = JsonPointer.empty().appendProperty("services").appendProperty(service);
        return cuts.stream()
                .filter(place -> place.toString().startsWith(prefix + "/"))
                .map(place -> place.tail().tail())
                .toList();
    }
}
