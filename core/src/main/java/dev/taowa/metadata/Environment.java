package dev.taowa.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Variables of a workspace; for each, a later word wins over an earlier one.
 *
 * @param container of the whole machine
 * @param remote of sessions; an empty value unsets. May refer to {@code ${containerEnv:…}}
 */
public record Environment(
        Map<String, String> container, Map<String, Optional<String>> remote, Optional<UserEnvProbe> probe) {

    public static final Environment NONE = new Environment(Map.of(), Map.of(), Optional.empty());

    public Environment {
        container = Collections.unmodifiableMap(new LinkedHashMap<>(container));
        remote = Collections.unmodifiableMap(new LinkedHashMap<>(remote));
    }

    Environment merge(Environment later) {
        var containers = new LinkedHashMap<>(container);
        containers.putAll(later.container);
        var remotes = new LinkedHashMap<>(remote);
        remotes.putAll(later.remote);
        return new Environment(containers, remotes, later.probe.or(() -> probe));
    }
}
