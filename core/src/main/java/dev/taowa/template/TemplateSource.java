package dev.taowa.template;

import dev.taowa.source.Source;
import java.nio.file.Path;

/** Where a template comes from. */
public sealed interface TemplateSource {

    /** One that the program brings. */
    record BuiltIn(String id) implements TemplateSource {}

    /** A folder of this machine. */
    record Folder(Path path) implements TemplateSource {}

    /** One that is elsewhere, and is brought here by a {@link TemplateFetch}. */
    sealed interface Remote extends TemplateSource {}

    /** A folder of a Git repository. */
    record Repository(Source.Git git) implements Remote {}

    /** An artifact in an OCI registry, such as {@code ghcr.io/devcontainers/templates/go:4}. */
    record Registry(String reference) implements Remote {}

    /**
     * What a person typed: a word is a built-in template, a URL a repository, HOST/PATH a registry, anything else a
     * folder.
     *
     * @param from the folder that relative paths start from
     */
    static TemplateSource parse(String text, Path from) {
        return TemplateSourceText.parse(text, from);
    }
}
