package dev.taowa.definition;

import dev.taowa.cluster.ClusterNodes;
import dev.taowa.cluster.KindConfig;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import dev.taowa.document.YamlText;
import dev.taowa.metadata.OwnSchema;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kubernetes cluster inside the workspace, of the distribution {@code components}: programs that lie on the host.
 *
 * @param binaries absolute path of their folder on the host
 */
public record NestedKubernetes(Path binaries, ClusterNodes nodes) {

    /**
     * What an object of options says; every mistake in it is noted.
     *
     * @param folder of the definition, to which a path in it is relative
     */
    static Optional<NestedKubernetes> read(Property options, SourceTree tree, Path folder) {
        return OwnSchema.checkKubernetes(options) ? find(options, tree, folder) : Optional.empty();
    }

    /** What it says, once it was checked; absent when it is not as it must be. */
    static Optional<NestedKubernetes> find(Property options, SourceTree tree, Path folder) {
        return options.find("binaries")
                .filter(property -> property.node().isTextual())
                .flatMap(Property::word)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(path -> new NestedKubernetes(path.normalize(), nodes(options, tree, folder)));
    }

    private static ClusterNodes nodes(Property options, SourceTree tree, Path folder) {
        var count = options.find("nodes");
        var config = options.find("config");
        if (count.isPresent() && config.isPresent()) {
            options.mistake("has both \"nodes\" and \"config\", which says how many there are");
        } else if (config.isPresent()) {
            return kind(config.get(), tree, folder);
        } else if (count.isPresent()) {
            // The schema has told of any other number.
            return ClusterNodes.of(Math.clamp(count.get().node().asInt(1), 1, ClusterNodes.MOST));
        }
        return ClusterNodes.ONE;
    }

    private static ClusterNodes kind(Property config, SourceTree tree, Path folder) {
        var name = config.text().orElse("");
        var text = tree.confine(folder, name).flatMap(tree::findText);
        if (text.isEmpty()) {
            config.mistake("names \"%s\", which is no file of the source".formatted(name));
            return ClusterNodes.ONE;
        }
        try {
            var root = Property.root(YamlText.parse(name, text.get()), new Property.Reading(Substitution.NONE));
            var nodes = KindConfig.read(root);
            root.reading()
                    .mistakes()
                    .forEach(each -> config.mistake("names %s, where %s".formatted(name, each.text())));
            root.reading().warnings().forEach(each -> config.warn("names %s, where %s".formatted(name, each.text())));
            return nodes;
        } catch (ProblemException thrown) {
            config.mistake(
                    "names a file that cannot be read: " + thrown.problem().what());
            return ClusterNodes.ONE;
        }
    }
}
