package dev.taowa.metadata;

import dev.taowa.document.Property;
import dev.taowa.port.PortsReader;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what images, Features and definitions say alike. */
public final class MetadataReader {

    private static final String USER = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}\\$?";

    private MetadataReader() {}

    /**
     * What the object says of a workspace.
     *
     * @param origin who says it
     */
    public static Metadata read(Property root, String origin) {
        return new Metadata(
                users(root),
                environment(root),
                rights(root),
                root.find("entrypoint").flatMap(MetadataReader::program).stream()
                        .toList(),
                root.find("mounts").map(MountText::all).orElse(List.of()),
                PortsReader.read(root),
                HooksReader.read(root, origin),
                root.find("hostRequirements").map(RequirementsReader::read).orElse(HostRequirements.NONE),
                CustomizationsReader.read(root),
                root.find("overrideCommand").flatMap(Property::flag));
    }

    private static Users users(Property root) {
        return new Users(
                root.find("containerUser").flatMap(MetadataReader::user),
                root.find("remoteUser").flatMap(MetadataReader::user),
                root.find("updateRemoteUserUID").flatMap(Property::flag));
    }

    private static Optional<String> user(Property property) {
        var text = property.word();
        if (text.isPresent() && !text.get().matches(USER)) {
            property.mistake("is not the name of a user");
            return Optional.empty();
        }
        return text;
    }

    private static Environment environment(Property root) {
        var container = new LinkedHashMap<String, String>();
        root.find("containerEnv")
                .map(property -> property.variables(false))
                .orElse(Map.of())
                .forEach((name, value) -> value.ifPresent(text -> container.put(name, text)));
        return new Environment(
                container,
                root.find("remoteEnv").map(property -> property.variables(true)).orElse(Map.of()),
                root.find("userEnvProbe").flatMap(MetadataReader::probe));
    }

    private static Optional<UserEnvProbe> probe(Property property) {
        var word = property.text();
        for (var probe : UserEnvProbe.values()) {
            if (word.filter(probe.word()::equals).isPresent()) {
                return Optional.of(probe);
            }
        }
        if (word.isPresent()) {
            property.mistake("must be none, loginShell, loginInteractiveShell or interactiveShell");
        }
        return Optional.empty();
    }

    private static Rights rights(Property root) {
        return new Rights(
                root.find("init").flatMap(Property::flag).orElse(false),
                root.find("privileged").flatMap(Property::flag).orElse(false),
                words(root, "capAdd"),
                words(root, "securityOpt"));
    }

    private static Set<String> words(Property root, String name) {
        return root.find(name)
                .<Set<String>>map(property -> new LinkedHashSet<>(property.texts()))
                .orElse(Set.of());
    }

    /** A program of the image; what has blanks would have been words of a shell, which no Feature writes. */
    private static Optional<String> program(Property property) {
        var path = property.word();
        if (path.isPresent() && !path.get().matches("/[^\\p{Cntrl}]*")) {
            property.mistake("must be the absolute path of a program");
            return Optional.empty();
        }
        return path;
    }
}
