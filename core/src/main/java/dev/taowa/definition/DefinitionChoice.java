package dev.taowa.definition;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person says of the definition to take.
 *
 * @param config path of the file, relative to the source's folder; otherwise the standard's places are looked at
 * @param template makes the definition, whatever the source holds; its id, folder or address
 * @param parameters of the template
 * @param frozenLockfile whether Features must be those of the lock file
 */
public record DefinitionChoice(
        Optional<String> config, Optional<String> template, Map<String, String> parameters, boolean frozenLockfile) {

    public static final DefinitionChoice NONE =
            new DefinitionChoice(Optional.empty(), Optional.empty(), Map.of(), false);

    /** What is left out says nothing. */
    public DefinitionChoice {
        parameters = Map.copyOf(Objects.requireNonNullElse(parameters, Map.of()));
    }
}
