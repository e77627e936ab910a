package dev.taowa.metadata;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mounts, as an object or as the text that {@code docker run --mount} takes. */
public final class MountText {

    private MountText() {}

    static List<DeclaredMount> all(Property property) {
        var mounts = new ArrayList<DeclaredMount>();
        property.elements(each -> one(each).ifPresent(mounts::add));
        return mounts;
    }

    /** The mount that the value is; mistakes are told of the property. */
    public static Optional<DeclaredMount> one(Property property) {
        if (property.node().isObject()) {
            return of(property, property.textMembers());
        }
        if (!property.node().isTextual()) {
            property.mistake("must be a string or an object");
            return Optional.empty();
        }
        return property.word().flatMap(text -> of(property, text));
    }

    /** Whether it says that nothing is mounted. */
    public static boolean isNone(Property property) {
        return property.node().isTextual() && property.node().textValue().isBlank();
    }

    /** The mount that the text names; mistakes are told of the property. */
    public static Optional<DeclaredMount> of(Property property, String text) {
        return of(property, options(text));
    }

    /** Options by their long names; an option without a value is true. */
    private static Map<String, String> options(String text) {
        var options = new LinkedHashMap<String, String>();
        for (var field : fields(text)) {
            var equals = field.indexOf('=');
            var name = (equals < 0 ? field : field.substring(0, equals)).strip();
            options.put(longName(name), equals < 0 ? "true" : field.substring(equals + 1));
        }
        return options;
    }

    private static String longName(String name) {
        return switch (name) {
            case "src" -> "source";
            case "dst", "destination" -> "target";
            case "ro" -> "readonly";
            default -> name;
        };
    }

    /** The fields between commas; quotes keep a comma in a field, as in CSV. */
    private static List<String> fields(String text) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static Optional<DeclaredMount> of(Property property, Map<String, String> given) {
        var options = new LinkedHashMap<String, String>();
        given.forEach((name, value) -> options.put(longName(name), value));
        var type = Optional.ofNullable(options.remove("type")).orElse("volume");
        var source = Optional.ofNullable(options.remove("source")).orElse("");
        var target = Optional.ofNullable(options.remove("target")).orElse("");
        var readOnly = Optional.ofNullable(options.remove("readonly")).orElse("false");
        options.remove("consistency");
        options.keySet()
                .forEach(name -> property.warn(
                        "has the option \"%s\", which is not carried out".formatted(DocumentProblems.printable(name))));
        if (!target.startsWith("/")) {
            property.mistake("must have a \"target\" that is an absolute path");
            return Optional.empty();
        }
        return of(property, type, source, target, readOnly.equals("true") || readOnly.equals("1"));
    }

    /** The mount of these parts; mistakes are told of the property. */
    public static Optional<DeclaredMount> of(
            Property property, String type, String source, String target, boolean readOnly) {
        switch (type) {
            case "bind" -> {
                if (source.startsWith("/")) {
                    return Optional.of(new DeclaredMount.Bind(source, target, readOnly));
                }
                property.mistake("must have a \"source\" that is an absolute path, such as one that begins with"
                        + " ${localWorkspaceFolder}");
            }
            case "volume" -> {
                if (source.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,200}")) {
                    return Optional.of(new DeclaredMount.Volume(source, target, readOnly));
                }
                property.mistake(
                        "must have a \"source\" that names a volume by letters, digits, \"_\", \".\" and \"-\"");
            }
            case "tmpfs" -> {
                return Optional.of(new DeclaredMount.Memory(target));
            }
            default -> property.mistake("must have a \"type\" of bind, volume or tmpfs");
        }
        return Optional.empty();
    }
}
