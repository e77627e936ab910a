package dev.taowa.definition;

import dev.taowa.document.Property;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;

/** Reads "features", and what "customizations.taowa.nested" says in short of the same. */
final class FeaturesReader {

    private static final String OURS =
            Arrays.stream(DeclaredFeature.values()).map(DeclaredFeature::id).collect(Collectors.joining(" and "));

    private final EnumSet<DeclaredFeature> found = EnumSet.noneOf(DeclaredFeature.class);

    private FeaturesReader() {}

    /** Each once, in the order that they are installed in. */
    static List<DeclaredFeature> read(Property root) {
        var reader = new FeaturesReader();
        root.find("features").ifPresent(features -> features.members(reader::feature));
        root.find("customizations")
                .ifPresent(tools -> tools.members((name, tool) -> {
                    if (name.equals("taowa")) {
                        tool.members(reader::ours);
                    } else {
                        tool.warn("is not carried out yet");
                    }
                }));
        return List.copyOf(reader.found);
    }

    private void feature(String id, Property options) {
        var ours = DeclaredFeature.of(id);
        if (ours.isEmpty()) {
            options.warn("is not carried out yet: this program brings " + OURS);
            return;
        }
        if (options.node().isObject()) {
            options.members((_, option) -> option.warn("is unknown and has no effect"));
        } else if (!options.node().isTextual() && !options.node().isBoolean()) {
            options.mistake("must be an object of options, such as {}");
        }
        if (!options.node().isBoolean() || options.node().booleanValue()) {
            found.add(ours.get());
        }
    }

    private void ours(String name, Property member) {
        if (name.equals("nested")) {
            member.members(this::nested);
        } else {
            member.warn("is unknown and has no effect");
        }
    }

    private void nested(String word, Property wanted) {
        var feature = DeclaredFeature.nested(word);
        if (feature.isEmpty()) {
            wanted.warn("is unknown and has no effect");
        } else if (!wanted.node().isBoolean()) {
            wanted.mistake("must be true or false");
        } else if (wanted.node().booleanValue()) {
            found.add(feature.get());
        }
    }
}
