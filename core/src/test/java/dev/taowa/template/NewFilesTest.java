package dev.taowa.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {

    @TempDir
    private Path top = Path.of("");

    private static final List<TemplateFile> FILES = List.of(
            file("a/b/one.txt", "1"), file("a/run.sh", "#!/bin/sh\n"), file(".devcontainer/devcontainer.json", "{}"));

    private static TemplateFile file(String path, String text) {
        return new TemplateFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesFilesAndTheFoldersAboveThem() {
        var folder = top.resolve("new/folder");

        NewFiles.write(folder, FILES);

        assertThat(folder.resolve("a/b/one.txt")).hasContent("1");
        assertThat(folder.resolve("a/run.sh")).isExecutable();
        assertThat(folder.resolve(".devcontainer/devcontainer.json")).hasContent("{}");
    }

    @Test
    void whatIsThereIsNamedAndNothingIsWritten() throws IOException {
        Files.createDirectories(top.resolve("a/b"));
        Files.writeString(top.resolve("a/b/one.txt"), "mine");
        Files.createSymbolicLink(top.resolve("a/run.sh"), Path.of("nowhere"));

        refused(top, "a/b/one.txt, a/run.sh already; nothing was written");

        assertThat(top.resolve("a/b/one.txt")).hasContent("mine");
        assertThat(top.resolve(".devcontainer")).doesNotExist();
    }

    @Test
    void aDefinitionInTheOtherPlaceCountsToo() throws IOException {
        Files.writeString(top.resolve(".devcontainer.json"), "{}");

        refused(top, ".devcontainer.json already");
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        var outside = Files.createDirectories(top.resolve("outside"));
        var folder = Files.createDirectories(top.resolve("folder"));
        Files.createSymbolicLink(folder.resolve(".devcontainer"), outside);

        refused(folder, "a link or a file stands in its way");

        assertThat(outside).isEmptyDirectory();
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void aFileInTheWayIsAProblem() throws IOException {
        Files.writeString(top.resolve("a"), "mine");

        refused(top, "a/b/one.txt cannot be written");

        assertThat(top.resolve("a")).hasContent("mine");
    }

    private static void refused(Path folder, String words) {
        assertThatThrownBy(() -> NewFiles.write(folder, FILES))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains(words));
    }
}
