package dev.taowa.smartide;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.Optional;
import java.util.regex.Pattern;

/** A path that outlives its container. */
record Persistent(String path, String type) {

    private static final Pattern PATH = Pattern.compile("/[^,\"'$\\p{Cntrl}]{0,500}");
    private static final String[] TYPES = {"project", "database", "agent", "other"};

    static Optional<Persistent> of(Property property) {
        Keys.warnUnknown(property, "mountPath", "directoryType");
        var path = Keys.find(property, "mountPath");
        if (path.isEmpty()) {
            if (property.node().isObject()) {
                property.mistake("must hold \"mountPath\"");
            }
            return Optional.empty();
        }
        var type =
                Keys.find(property, "directoryType").flatMap(Persistent::type).orElse("other");
        return path.flatMap(Persistent::path).map(text -> new Persistent(text, type));
    }

    private static Optional<String> type(Property property) {
        var type = property.raw();
        if (type.isPresent() && !type.get().matches(String.join("|", TYPES))) {
            property.warn("is %s, which is unknown and taken as other%s"
                    .formatted(DocumentProblems.printable(type.get()), Keys.near(type.get(), TYPES)));
            return Optional.of("other");
        }
        return type;
    }

    /** An absolute path that a mount can name, without a slash at its end. */
    static Optional<String> path(Property property) {
        var text = property.raw();
        if (text.isPresent() && !PATH.matcher(text.get()).matches()) {
            property.mistake("must be an absolute path without quotes, commas and $");
            return Optional.empty();
        }
        return text.map(path -> path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    boolean project() {
        return type.equals("project");
    }

    /** A name for the volume that keeps it. */
    String volume() {
        return volume(type, path);
    }

    static String volume(String prefix, String path) {
        var name = prefix + path.replaceAll("[^A-Za-z0-9_.-]+", "-");
        return name.length() > 100 ? name.substring(0, 100) : name;
    }
}
