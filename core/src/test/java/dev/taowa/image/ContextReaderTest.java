package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextReaderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(folder.resolve("Containerfile"), "FROM x\n");
        Files.createDirectories(folder.resolve("src/deep"));
        Files.writeString(folder.resolve("src/deep/$(touch x) \n.txt"), "a");
        Files.createDirectories(folder.resolve("node_modules/big"));
        Files.writeString(folder.resolve("node_modules/big/file"), "b");
        Files.createSymbolicLink(folder.resolve("outside"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("src/loop"), Path.of(".."));
    }

    @Test
    void linksAreSentAsLinks() {
        var context = ContextReader.read(folder, "Containerfile");

        assertThat(context.entries())
                .contains(new ContextEntry.Link("outside", "/etc"), new ContextEntry.Link("src/loop", ".."));
        assertThat(context.entries()).noneMatch(entry -> entry.path().startsWith("outside/"));
        assertThat(context.entries()).anyMatch(entry -> entry.path().equals("src/deep/$(touch x) \n.txt"));
    }

    @Test
    void ignoredFilesAreLeftOutButForTheContainerfile() throws IOException {
        Files.writeString(folder.resolve(".dockerignore"), "*\n!src\n");

        assertThat(ContextReader.read(folder, "Containerfile").entries())
                .extracting(ContextEntry::path)
                .containsExactly(
                        ".dockerignore", "Containerfile", "src", "src/deep", "src/deep/$(touch x) \n.txt", "src/loop");
    }

    @Test
    void theContainerfilesOwnIgnoreFileWins() throws IOException {
        Files.writeString(folder.resolve(".dockerignore"), "src\n");
        Files.writeString(folder.resolve("Containerfile.dockerignore"), "node_modules\n");

        assertThat(ContextReader.read(folder, "Containerfile").entries())
                .extracting(ContextEntry::path)
                .contains("src/deep")
                .doesNotContain("node_modules");
    }

    @Test
    void hugeIgnoreFilesAreRefused() throws IOException {
        Files.writeString(folder.resolve(".dockerignore"), "#".repeat(2 << 20));

        assertThatThrownBy(() -> ContextReader.read(folder, "Containerfile"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(".dockerignore is larger than 1 MiB");
    }

    @Test
    void modesAreKept() throws IOException {
        var script = folder.resolve("run.sh");
        Files.writeString(script, "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));

        assertThat(ContextReader.read(folder, "Containerfile").entries())
                .contains(new ContextEntry.Stored("run.sh", 0751, script, 10));
    }
}
