package dev.taowa.api;

import dev.taowa.workspace.Secret;
import java.util.Map;
import java.util.Objects;

/**
 * What a client gives of the secrets that a definition asks for.
 *
 * @param values by the variable's name; an empty one says that the person has none to give
 * @param asks whether the client asks the person for those that are missing; otherwise the workspace does without
 */
public record GivenSecrets(Map<String, Secret> values, boolean asks) {

    public static final GivenSecrets NONE = new GivenSecrets(Map.of(), false);

    public GivenSecrets {
        values = Map.copyOf(Objects.requireNonNullElse(values, Map.of()));
    }
}
