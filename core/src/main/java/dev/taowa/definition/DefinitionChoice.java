package dev.taowa.definition;

import dev.taowa.template.TemplateSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

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

    /** The template, if it is elsewhere: a stranger's. */
    public Optional<TemplateSource.Remote> remoteTemplate() {
        return template.map(text -> TemplateSource.parse(text, Path.of("/")))
                .filter(TemplateSource.Remote.class::isInstance)
                .map(TemplateSource.Remote.class::cast);
    }

    /**
     * The same, but that a template that is elsewhere is the folder it was brought to.
     *
     * @param folder brings one, or knows where it is
     */
    public DefinitionChoice settled(Function<TemplateSource.Remote, Path> folder) {
        return remoteTemplate()
                .map(remote -> new DefinitionChoice(
                        config, Optional.of(folder.apply(remote).toString()), parameters, frozenLockfile))
                .orElse(this);
    }
}
