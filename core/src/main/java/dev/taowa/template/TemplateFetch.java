package dev.taowa.template;

import java.nio.file.Path;

/** Brings templates that are elsewhere to this machine. Calls block; interrupt to cancel. */
public interface TemplateFetch {

    /** The folder that holds the template's files, {@code devcontainer-template.json} among them. */
    Path fetch(TemplateSource.Remote source);
}
