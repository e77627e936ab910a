package dev.taowa.definition;

import dev.taowa.cluster.ClusterNodes;
import dev.taowa.cluster.KindConfig;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import dev.taowa.document.YamlText;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A Kubernetes cluster inside the workspace, of the distribution {@code components}: programs that lie on the host.
 *
 * @param binaries absolute path of their folder on the host
 */
public record NestedKubernetes(Path binaries, ClusterNodes nodes) {

    private static final String EXAMPLE =
            "must be an object such as {\"distribution\": \"components\", \"binaries\": \"/opt/kubernetes\"}";

    /**
     * What an object of options says; every mistake in it is noted.
     *
     * @param folder of the definition, to which a path in it is relative
     */
    static Optional<NestedKubernetes> read(Property options, SourceTree tree, Path folder) {
        if (!options.node().isObject()) {
            options.mistake(EXAMPLE);
            return Optional.empty();
        }
        options.members((name, option) -> {
            if (!name.matches("distribution|binaries|nodes|config")) {
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
        var nodes = nodes(options, tree, folder);
        return binaries.map(path -> new NestedKubernetes(path.normalize(), nodes));
    }

    private static ClusterNodes nodes(Property options, SourceTree tree, Path folder) {
        var count = options.find("nodes");
        var config = options.find("config");
        if (count.isPresent() && config.isPresent()) {
            options.mistake("has both \"nodes\" and \"config\", which says how many there are");
        } else if (config.isPresent()) {
            return kind(config.get(), tree, folder);
        } else if (count.isPresent()) {
            var node = count.get().node();
            if (node.isInt() && node.intValue() >= 1 && node.intValue() <= ClusterNodes.MOST) {
                return ClusterNodes.of(node.intValue());
            }
            count.get().mistake("must be a number from 1 to " + ClusterNodes.MOST);
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
