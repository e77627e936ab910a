package dev.taowa.template;

import java.util.List;
import java.util.Optional;

/**
 * What a template says of itself.
 *
 * @param description one sentence
 * @param platforms languages and systems it is for
 * @param optionalPaths files, or folders as {@code FOLDER/*}, that it works without, such as its hello world
 */
public record TemplateDescription(
        String id,
        String version,
        String name,
        String description,
        String publisher,
        List<String> platforms,
        List<String> keywords,
        List<TemplateOption> options,
        List<String> optionalPaths) {

    public TemplateDescription {
        platforms = List.copyOf(platforms);
        keywords = List.copyOf(keywords);
        options = List.copyOf(options);
        optionalPaths = List.copyOf(optionalPaths);
    }

    /** The option of that name. */
    public Optional<TemplateOption> option(String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    /** Whether the template works without that file. */
    boolean isOptional(String path) {
        return optionalPaths.stream()
                .anyMatch(optional -> optional.endsWith("/*")
                        ? path.startsWith(optional.substring(0, optional.length() - 1))
                        : path.equals(optional));
    }
}
