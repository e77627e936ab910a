package dev.taowa.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A Feature that ships with this program; its id in "features" is {@code taowa/} and its word. */
public enum OwnFeature {
    DOCKER,
    PODMAN,
    REGISTRY,
    KUBERNETES,
    /** In the cluster that {@link #KUBERNETES} makes. */
    DAPR,
    /** {@link #KUBERNETES} by another distribution, which is how it is asked for. */
    KIND,
    /** The same. */
    K3S;

    private static final Set<OwnFeature> DISTRIBUTIONS = Set.of(KIND, K3S);

    private static final String NAMESPACE = "taowa/";

    public String id() {
        return NAMESPACE + word();
    }

    /** What "customizations.taowa.nested" calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the id is in this program's namespace. */
    static boolean isOurs(String id) {
        return id.startsWith(NAMESPACE);
    }

    public static Optional<OwnFeature> of(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** Those that a definition names. */
    static List<OwnFeature> named() {
        return Arrays.stream(values())
                .filter(each -> !DISTRIBUTIONS.contains(each))
                .toList();
    }

    /** What brings a cluster of that distribution. */
    static OwnFeature cluster(String distribution) {
        return DISTRIBUTIONS.stream()
                .filter(each -> each.id().equals(NAMESPACE + distribution))
                .findFirst()
                .orElse(KUBERNETES);
    }

    /** The one of that {@link #word}. */
    static Optional<OwnFeature> nested(String word) {
        return of(NAMESPACE + word).filter(named()::contains);
    }
}
