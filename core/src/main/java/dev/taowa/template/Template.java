package dev.taowa.template;

import java.util.List;

/** A ready-made environment: files in which a person's choices are put. */
public final class Template {

    private final TemplateDescription description;
    private final List<TemplateFile> files;

    Template(TemplateDescription description, List<TemplateFile> files) {
        this.description = description;
        this.files = List.copyOf(files);
    }

    public TemplateDescription description() {
        return description;
    }

    /** All files, the values put in. */
    public List<TemplateFile> apply(TemplateParameters parameters) {
        return files.stream()
                .map(file -> TemplateText.substitute(file, parameters.values()))
                .toList();
    }

    /** As {@link #apply}, without its hello world: for a folder that has something of its own. */
    public List<TemplateFile> applyEnvironment(TemplateParameters parameters) {
        return apply(parameters).stream()
                .filter(file -> !description.isOptional(file.path()))
                .toList();
    }
}
