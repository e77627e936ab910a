package dev.taowa.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A Feature that ships with this program; its id in "features" is {@code taowa/} and its word. */
public enum DeclaredFeature {
    DOCKER,
    PODMAN;

    private static final String NAMESPACE = "taowa/";

    String id() {
        return NAMESPACE + name().toLowerCase(Locale.ROOT);
    }

    static Optional<DeclaredFeature> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** The one that "customizations.taowa.nested" calls so. */
    static Optional<DeclaredFeature> nested(String word) {
        return of(NAMESPACE + word);
    }
}
