package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Remark;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code .ide.yaml} comes to.
 *
 * @param path where the devcontainer.json would stand in the source; paths in it are relative to its folder
 * @param devcontainer what it would hold
 * @param files further files that it names, by their path in the source; JSON, which is also YAML
 * @param warnings what has another effect than its author may expect; those of a linked file begin with its name
 */
public record Translation(Path path, ObjectNode devcontainer, Map<String, ObjectNode> files, List<Remark> warnings) {

    public Translation {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        warnings = List.copyOf(warnings);
    }
}
