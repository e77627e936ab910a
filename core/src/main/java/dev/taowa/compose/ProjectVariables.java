package dev.taowa.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that a project's files may refer to: those of the person's session, then those of files. */
final class ProjectVariables {

    /** The first that has a name decides; the first of all is the person's session. */
    private final List<Map<String, String>> layers;

    private final Set<String> asked;

    private ProjectVariables(List<Map<String, String>> layers, Set<String> asked) {
        this.layers = layers;
        this.asked = asked;
    }

    /** @param asked gets each name that is looked up */
    static ProjectVariables of(Map<String, String> client, Set<String> asked) {
        return new ProjectVariables(List.of(client), asked);
    }

    /** The same with more from a file, which never replaces what is there. */
    ProjectVariables with(Map<String, String> more) {
        return layer(layers.size(), more);
    }

    /** The same while a file is read, whose own variables so far only those of the session replace. */
    ProjectVariables over(Map<String, String> soFar) {
        return layer(1, soFar);
    }

    private ProjectVariables layer(int index, Map<String, String> values) {
        var all = new ArrayList<>(layers);
        all.add(index, values);
        return new ProjectVariables(all, asked);
    }

    Optional<String> find(String name) {
        asked.add(name);
        for (var layer : layers) {
            var value = layer.get(name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
