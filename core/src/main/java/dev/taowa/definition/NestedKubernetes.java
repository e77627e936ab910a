package dev.taowa.definition;

import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kubernetes cluster inside the workspace, of the distribution {@code components}: programs that lie on the host.
 *
 * @param binaries absolute path of their folder on the host
 */
public record NestedKubernetes(Path binaries) {

    private static final String EXAMPLE =
            "must be an object such as {\"distribution\": \"components\", \"binaries\": \"/opt/kubernetes\"}";

    /** What an object of options says; every mistake in it is noted. */
    static Optional<NestedKubernetes> read(Property options) {
        if (!options.node().isObject()) {
            options.mistake(EXAMPLE);
            return Optional.empty();
        }
        options.members((name, option) -> {
            if (!name.matches("distribution|binaries")) {
                option.unknown();
            }
        });
        var distribution = options.find("distribution").flatMap(Property::word);
        var binaries = options.find("binaries").flatMap(Property::word).map(Path::of);
        if (distribution.isEmpty() || binaries.isEmpty()) {
            options.mistake(EXAMPLE);
            return Optional.empty();
        }
        if (!distribution.get().equals("components")) {
            options.mistake("has a distribution that is not carried out yet: \"components\" is");
            return Optional.empty();
        }
        if (!binaries.get().isAbsolute()) {
            options.mistake("must name \"binaries\" by an absolute path on the host");
            return Optional.empty();
        }
        return binaries.map(folder -> new NestedKubernetes(folder.normalize()));
    }
}
