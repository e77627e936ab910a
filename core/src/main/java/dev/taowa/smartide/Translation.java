package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Locator;
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
 * @param origin where the values of those files were written
 * @param mistakes what cannot be translated
 * @param warnings what has another effect than its author may expect
 */
public record Translation(
        Path path,
        ObjectNode devcontainer,
        Map<String, ObjectNode> files,
        Locator origin,
        List<Remark> mistakes,
        List<Remark> warnings) {

    public Translation {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
    }
}
