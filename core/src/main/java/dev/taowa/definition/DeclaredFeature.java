package dev.taowa.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A Feature that ships with this program; its id in "features" is {@code taowa/} and its word. */
public enum DeclaredFeature {
    DOCKER,
    PODMAN;

    private static final String NAMESPACE = "taowa/";

    /** In "customizations.taowa.nested". */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String id() {
        return NAMESPACE + word();
    }

    static Optional<DeclaredFeature> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }
}
