package dev.taowa.metadata;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a container of its own would have to be granted. A workspace is a machine with every right inside its user
 * namespace, so all of these are granted there and none of them on the host.
 */
public record Rights(boolean init, boolean privileged, Set<String> capabilities, Set<String> securityOptions) {

    public static final Rights NONE = new Rights(false, false, Set.of(), Set.of());

    public Rights {
        capabilities = Collections.unmodifiableSet(new LinkedHashSet<>(capabilities));
        securityOptions = Collections.unmodifiableSet(new LinkedHashSet<>(securityOptions));
    }

    Rights merge(Rights later) {
        return new Rights(
                init || later.init,
                privileged || later.privileged,
                union(capabilities, later.capabilities),
                union(securityOptions, later.securityOptions));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
