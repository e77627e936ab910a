package dev.taowa.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.cluster.Cluster;
import dev.taowa.cluster.ClusterReader;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.feature.FeatureRequest;
import dev.taowa.feature.Features;
import dev.taowa.metadata.OwnSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads "features" and their order, and what "customizations.taowa.nested" says in short of the same. */
final class FeaturesReader {

    private static final String OURS =
            OwnFeature.named().stream().map(OwnFeature::id).collect(Collectors.joining(", "));

    private static final String NO_CLUSTER =
            "needs a cluster: ask for one as \"%s\": {\"distribution\": \"k3s\"}".formatted(OwnFeature.KUBERNETES.id());

    private final List<FeatureRequest> requests = new ArrayList<>();

    private FeaturesReader() {}

    static Features.Wanted read(Property root) {
        var reader = new FeaturesReader();
        root.find("features").ifPresent(features -> features.members(reader::feature));
        nested(root).filter(nested -> nested.node().isObject()).ifPresent(nested -> nested.members(reader::nested));
        if (reader.asks(OwnFeature.KUBERNETES)) {
            reader.cluster(wanted(root).map(ClusterReader::distribution).orElse(""));
        }
        if (reader.asks(OwnFeature.DAPR) && wanted(root).isEmpty()) {
            asked(root, OwnFeature.DAPR).ifPresent(dapr -> dapr.mistake(NO_CLUSTER));
        }
        return new Features.Wanted(
                reader.requests,
                root.find("overrideFeatureInstallOrder").map(Property::texts).orElse(List.of()));
    }

    /** The cluster inside that is asked for, wherever that is said. */
    static Optional<Cluster> kubernetes(Property root, SourceTree tree, Path folder) {
        var isFeature = feature(root, OwnFeature.KUBERNETES).isPresent();
        return wanted(root)
                // The schema sees the customizations as a whole.
                .filter(options -> !isFeature || OwnSchema.checkKubernetes(options))
                .flatMap(options -> ClusterReader.read(options, tree, folder));
    }

    private static Optional<Property> feature(Property root, OwnFeature feature) {
        return root.find("features").flatMap(features -> features.find(feature.id()));
    }

    /** Where it is asked for, in either way. */
    private static Optional<Property> asked(Property root, OwnFeature feature) {
        return feature(root, feature).or(() -> nested(root).flatMap(inside -> inside.find(feature.word())));
    }

    private static Optional<Property> nested(Property root) {
        return root.find("customizations").flatMap(tools -> tools.find("taowa")).flatMap(ours -> ours.find("nested"));
    }

    private static Optional<Property> wanted(Property root) {
        return asked(root, OwnFeature.KUBERNETES).filter(FeaturesReader::isWanted);
    }

    private static boolean isWanted(Property wanted) {
        return !wanted.node().isBoolean() || wanted.node().booleanValue();
    }

    /** The same with one of ours, unless it is asked for already. */
    static Features.Wanted with(OwnFeature feature, Features.Wanted wanted) {
        var reader = new FeaturesReader();
        reader.requests.addAll(wanted.features());
        reader.add(feature);
        return new Features.Wanted(reader.requests, wanted.overrideOrder());
    }

    private void feature(String id, Property options) {
        if (!options.node().isObject()
                && !options.node().isTextual()
                && !options.node().isBoolean()) {
            options.mistake("must be an object of options, such as {}");
        } else if (OwnFeature.isOurs(id)
                && OwnFeature.of(id).filter(OwnFeature.named()::contains).isEmpty()) {
            options.mistake("is no Feature of this program, which brings " + OURS);
        } else {
            var isCluster =
                    id.equals(OwnFeature.KUBERNETES.id()) && options.node().isObject();
            // What a cluster shall be is no option of its installation.
            requests.add(
                    new FeatureRequest(id, isCluster ? JsonNodeFactory.instance.objectNode() : options.resolved()));
        }
    }

    /** What the schema does not let through is told when the customizations are read. */
    private void nested(String word, Property wanted) {
        var feature = OwnFeature.nested(word);
        var isWanted = feature.filter(OwnFeature.KUBERNETES::equals).isPresent()
                ? isWanted(wanted)
                : wanted.node().booleanValue();
        if (isWanted) {
            feature.ifPresent(this::add);
        }
    }

    private void cluster(String distribution) {
        var feature = OwnFeature.cluster(distribution);
        if (feature == OwnFeature.KIND) {
            add(OwnFeature.DOCKER);
        }
        if (feature != OwnFeature.KUBERNETES) {
            requests.removeIf(request -> request.id().equals(OwnFeature.KUBERNETES.id()));
            add(feature);
        }
        // What is built inside reaches the cluster by it.
        add(OwnFeature.REGISTRY);
    }

    private void add(OwnFeature feature) {
        if (!asks(feature)) {
            requests.add(new FeatureRequest(feature.id(), JsonNodeFactory.instance.objectNode()));
        }
    }

    private boolean asks(OwnFeature feature) {
        return requests.stream().anyMatch(request -> request.id().equals(feature.id()));
    }
}
