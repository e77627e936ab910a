package dev.taowa.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import dev.taowa.document.YamlText;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads which cluster a definition asks for; every mistake in that is noted, also those of a configuration of kind. */
public final class ClusterReader {

    private static final String COMPONENTS = "components";

    /** The options that not every distribution has, with those that have them. */
    private static final Map<String, List<String>> OF = Map.of(
            "binaries", List.of(COMPONENTS),
            "version", List.of("k3s", "kind"),
            "nodes", List.of(COMPONENTS, "kind"),
            "config", List.of(COMPONENTS, "kind"));

    private final Property options;
    private final SourceTree tree;
    private final Path folder;

    private ClusterReader(Property options, SourceTree tree, Path folder) {
        this.options = options;
        this.tree = tree;
        this.folder = folder;
    }

    /** The word for what the cluster is made of, which the schema knows. */
    public static String distribution(Property options) {
        return options.find("distribution").flatMap(Property::word).orElse("");
    }

    /**
     * What an object of options says, once the schema has let it through; absent when it is not as it must be.
     *
     * @param folder of the definition, to which a path in it is relative
     */
    public static Optional<Cluster> read(Property options, SourceTree tree, Path folder) {
        return new ClusterReader(options, tree, folder).read();
    }

    private Optional<Cluster> read() {
        var distribution = distribution(options);
        OF.forEach((name, having) -> {
            if (!having.contains(distribution)) {
                options.find(name)
                        .ifPresent(option -> option.mistake("is no option of the distribution %s, but of %s"
                                .formatted(distribution, String.join(" and ", having))));
            }
        });
        return switch (distribution) {
            case COMPONENTS -> components();
            case "kind" -> release(Release.OF_KIND).map(release -> new Cluster.Kind(kind(release)));
            case "k3s" -> release(Release.OF_K3S).map(Cluster.K3s::new);
            default -> Optional.empty();
        };
    }

    private Optional<Cluster> components() {
        var binaries = options.find("binaries");
        if (binaries.isEmpty()) {
            options.mistake("lacks \"binaries\": write such as {\"distribution\":\"components\","
                    + "\"binaries\":\"/opt/kubernetes\"}");
        }
        return binaries.filter(property -> property.node().isTextual())
                .flatMap(Property::word)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .map(path -> new Cluster.Components(path.normalize(), nodes()));
    }

    private Optional<Release> release(List<Release> known) {
        var version = options.find("version");
        if (version.isEmpty()) {
            return Optional.of(known.getFirst());
        }
        var found = version.flatMap(Property::word).flatMap(wanted -> Release.find(known, wanted));
        if (found.isEmpty()) {
            version.get().mistake("is no version that is known here: there are " + Release.names(known));
        }
        return found;
    }

    private ClusterNodes nodes() {
        return configured(KindConfig::nodes).orElseGet(() -> ClusterNodes.of(count()));
    }

    private String kind(Release release) {
        Optional<ObjectNode> whole = configured(KindConfig::whole).flatMap(each -> each);
        return KindNodes.complete(whole.orElseGet(() -> KindNodes.of(count())), release.image());
    }

    /** The schema has told of a number that is none. */
    private int count() {
        var count = options.find("nodes").map(each -> each.node().asInt(1)).orElse(1);
        return Math.clamp(count, 1, ClusterNodes.MOST);
    }

    /** What is read of the configuration of kind that is named, if one is and it can be read. */
    private <T> Optional<T> configured(Function<Property, T> reader) {
        var config = options.find("config");
        if (config.isPresent() && options.find("nodes").isPresent()) {
            options.mistake("has both \"nodes\" and \"config\", which says how many there are");
            return Optional.empty();
        }
        return config.flatMap(named -> read(named, reader));
    }

    private <T> Optional<T> read(Property config, Function<Property, T> reader) {
        var name = config.text().orElse("");
        var text = tree.confine(folder, name).flatMap(tree::findText);
        if (text.isEmpty()) {
            config.mistake("names \"%s\", which is no file of the source".formatted(name));
            return Optional.empty();
        }
        try {
            var root = Property.root(YamlText.parse(name, text.get()), new Property.Reading(Substitution.NONE));
            var found = reader.apply(root);
            root.reading()
                    .mistakes()
                    .forEach(each -> config.mistake("names %s, where %s".formatted(name, each.text())));
            root.reading().warnings().forEach(each -> config.warn("names %s, where %s".formatted(name, each.text())));
            return Optional.of(found);
        } catch (ProblemException thrown) {
            config.mistake(
                    "names a file that cannot be read: " + thrown.problem().what());
            return Optional.empty();
        }
    }
}
