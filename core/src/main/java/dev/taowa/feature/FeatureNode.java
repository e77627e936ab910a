package dev.taowa.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A Feature with the options that it is installed with, in the graph of those that need or follow each other. */
final class FeatureNode implements Comparable<FeatureNode> {

    private final String id;
    private final FetchedFeature feature;
    private final WrittenOptions options;
    private final List<FeatureNode> dependencies = new ArrayList<>();
    private final List<FeatureReference> predecessors = new ArrayList<>();

    FeatureNode(String id, FetchedFeature feature, WrittenOptions options) {
        this.id = id;
        this.feature = feature;
        this.options = options;
    }

    String id() {
        return id;
    }

    FetchedFeature feature() {
        return feature;
    }

    WrittenOptions options() {
        return options;
    }

    /** Those that must be installed before this one. */
    List<FeatureNode> dependencies() {
        return dependencies;
    }

    /** Those that go before this one if they are installed. */
    List<FeatureReference> predecessors() {
        return predecessors;
    }

    /** Whether both are the same content with the same options, so that one of them is enough. */
    boolean isSameAs(FeatureNode other) {
        return feature.reference().getClass() == other.feature.reference().getClass()
                && feature.content().equals(other.feature.content())
                && isSamePlace(other)
                && options.compareTo(other.options) == 0;
    }

    /** Equal files in two folders are two Features; what is published is its content, whatever its name. */
    private boolean isSamePlace(FeatureNode other) {
        return feature.reference() instanceof FeatureReference.Registry
                || feature.reference().equals(other.feature.reference());
    }

    /** Whether this is what "installsAfter" or "overrideFeatureInstallOrder" names: any version, also by a former id. */
    boolean isNamedBy(FeatureReference name) {
        if (!(feature.reference() instanceof FeatureReference.Registry mine)
                || !(name instanceof FeatureReference.Registry other)) {
            return feature.reference().equals(name);
        }
        return other.namespace().equals(mine.namespace())
                && Stream.concat(Stream.of(mine.name()), names()).anyMatch(other.name()::equalsIgnoreCase);
    }

    private Stream<String> names() {
        var manifest = feature.manifest();
        return Stream.concat(Stream.of(currentName()), manifest.formerIds().stream());
    }

    private String currentName() {
        return feature.manifest().currentId().orElse(feature.manifest().id());
    }

    /** As the reference implementation sorts a round, made total over all kinds. */
    @Override
    public int compareTo(FeatureNode other) {
        var difference = Collation.ROOT.compare(place(), other.place());
        if (difference == 0) {
            difference = Collation.ROOT.compare(name(), other.name());
        }
        if (difference == 0) {
            difference = Collation.ROOT.compare(tag().orElse(""), other.tag().orElse(""));
        }
        if (difference == 0) {
            difference = options.compareTo(other.options);
        }
        if (difference == 0) {
            difference = feature.content().compareTo(other.feature.content());
        }
        return difference;
    }

    private String place() {
        return switch (feature.reference()) {
            case FeatureReference.Registry registry -> registry.namespace();
            case FeatureReference.Tarball tarball -> tarball.toString();
            case FeatureReference.Local local -> local.toString();
            case FeatureReference.Ours ours -> ours.toString();
        };
    }

    /** A Feature that was renamed sorts by its present name, whichever it was asked for by. */
    private String name() {
        return feature.reference() instanceof FeatureReference.Registry
                ? currentName().toLowerCase(Locale.ROOT)
                : "";
    }

    private Optional<String> tag() {
        return feature.reference() instanceof FeatureReference.Registry registry
                ? Optional.of(registry.version()).filter(_ -> registry.digest().isEmpty())
                : Optional.empty();
    }
}
