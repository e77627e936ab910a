package dev.taowa.up;

import dev.taowa.workspace.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The secrets of one workspace.
 *
 * @param revision changes with every value; told to the engine, where a hash of a secret would help to guess it
 * @param values by the variable's name; an empty one was asked for, and the person had none to give
 */
public record KeptSecrets(String revision, Map<String, Secret> values) {

    private static final int SHORTEST_MASKED = 4;

    public static final KeptSecrets NONE = new KeptSecrets("", Map.of());

    public KeptSecrets {
        values = Map.copyOf(values);
    }

    /** With what was given; the very same when that changes nothing. */
    KeptSecrets with(Map<String, Secret> given) {
        var merged = new HashMap<>(values);
        given.forEach((name, secret) -> {
            if (!secret.isEmpty() || !values.containsKey(name)) {
                merged.put(name, secret);
            }
        });
        var same = merged.keySet().equals(values.keySet())
                && merged.entrySet().stream()
                        .allMatch(each -> each.getValue().isSame(values.getOrDefault(each.getKey(), Secret.of(""))));
        return same ? this : new KeptSecrets(UUID.randomUUID().toString(), merged);
    }

    /** What a program said, with the secrets left out that it told; very short ones are in too many words. */
    String masked(String text) {
        // One that holds another is looked for before it, or a part of it would stay.
        var told = values.values().stream()
                .flatMap(secret -> secret.revealText().lines())
                .filter(line -> line.length() >= SHORTEST_MASKED)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var masked = text;
        for (var line : told) {
            masked = masked.replace(line, "***");
        }
        return masked;
    }

    /** Those of these names, without what was not given. */
    KeptSecrets only(Collection<String> names) {
        var some = new TreeMap<>(values);
        some.entrySet().removeIf(each -> each.getValue().isEmpty() || !names.contains(each.getKey()));
        return some.isEmpty() ? NONE : new KeptSecrets(revision, some);
    }
}
