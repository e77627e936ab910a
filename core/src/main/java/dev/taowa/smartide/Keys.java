package dev.taowa.smartide;

import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks members up as YAML files are written: a key without a value is as good as none, an unknown one no failure. */
final class Keys {

    private Keys() {}

    /** The member of that name, if it has a value. */
    static Optional<Property> find(Property parent, String name) {
        return parent.find(name).filter(property -> !property.node().isNull());
    }

    /** The member of that name, which must be an object; keys other than the known ones are told. */
    static Optional<Property> object(Property parent, String name, String... known) {
        var member = find(parent, name);
        member.ifPresent(object -> warnUnknown(object, known));
        return member.filter(object -> object.node().isObject());
    }

    /** Keys for the file's own use begin with {@code x-}. */
    static void warnUnknown(Property object, String... known) {
        object.members((name, member) -> {
            if (!name.startsWith("x-") && !Arrays.asList(known).contains(name)) {
                member.warn("is unknown and has no effect" + near(name, known));
            }
        });
    }

    static String near(String word, String... known) {
        return NearMiss.hint(word, List.of(known));
    }

    /** Notes that a key is not there. */
    static void missing(Property root, String path, String wanted) {
        root.reading()
                .mistakes()
                .add(new Remark(
                        root.pointer(),
                        "\"%s\" is missing: it must be %s".formatted(path, wanted),
                        root.reading().locator().nearest(root.pointer())));
    }

    /** True or false, as such or as a text. */
    static boolean flag(Property property) {
        return switch (property.node().asText()) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> {
                property.mistake("must be true or false");
                yield false;
            }
        };
    }
}
