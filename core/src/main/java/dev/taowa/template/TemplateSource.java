package dev.taowa.template;

import dev.taowa.source.Source;
import java.nio.file.Path;

/** Where a template comes from. */
public sealed interface TemplateSource {

    /** One that is here. */
    sealed interface Local extends TemplateSource {}

    /** One that the program brings. */
    record BuiltIn(String id) implements Local {}

    /** A folder of this machine. */
    record Folder(Path path) implements Local {}

    /** One that is elsewhere, and is brought here by {@link RemoteTemplates}. */
    sealed interface Remote extends TemplateSource {

        /** Text that is the same for the same template; holds no credentials. */
        String identity();
    }

    /** A folder of a Git repository. */
    record Repository(Source.Git git) implements Remote {
        @Override
        public String identity() {
            return git.identity();
        }
    }

    /** An artifact in an OCI registry, such as {@code ghcr.io/devcontainers/templates/go:4}. */
    record Registry(String reference) implements Remote {
        @Override
        public String identity() {
            return reference;
        }
    }

    /**
     * What a person typed: a word is a built-in template, a URL a repository, HOST/PATH a registry, anything else a
     * folder. Behind a URL, {@code #FOLDER} or {@code #BRANCH:FOLDER} is the place in the repository.
     *
     * @param from the folder that relative paths start from
     */
    static TemplateSource parse(String text, Path from) {
        return TemplateSourceText.parse(text, from);
    }
}
