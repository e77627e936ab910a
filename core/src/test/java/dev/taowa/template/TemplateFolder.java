package dev.taowa.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A template's folder that a test makes. */
record TemplateFolder(Path path) {

    static final String MINIMAL = "{\"id\": \"mine\", \"version\": \"1.0.0\", \"name\": \"Mine\"}";

    /** A template that can be taken. */
    static TemplateFolder minimal(Path path) {
        return new TemplateFolder(path)
                .with("devcontainer-template.json", MINIMAL)
                .with(".devcontainer/devcontainer.json", "{}");
    }

    TemplateFolder with(String file, String content) {
        try {
            Files.createDirectories(path.resolve(file).resolveSibling("."));
            Files.writeString(path.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Template read() {
        return Templates.read(path);
    }
}
