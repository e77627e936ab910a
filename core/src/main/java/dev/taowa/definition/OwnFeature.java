package dev.taowa.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A Feature that ships with this program; its id in "features" is {@code taowa/} and its word. */
public enum OwnFeature {
    DOCKER,
    PODMAN,
    REGISTRY,
    KUBERNETES;

    private static final String NAMESPACE = "taowa/";

    public String id() {
        return NAMESPACE + name().toLowerCase(Locale.ROOT);
    }

    /** Whether the id is in this program's namespace. */
    static boolean isOurs(String id) {
        return id.startsWith(NAMESPACE);
    }

    public static Optional<OwnFeature> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** The one that "customizations.taowa.nested" calls so. */
    static Optional<OwnFeature> nested(String word) {
        return of(NAMESPACE + word);
    }
}
