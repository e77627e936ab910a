package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @Test
    void aFolderThatBecameALinkIsNotMounted(@TempDir Path temporary) throws IOException {
        var top = temporary.toRealPath();
        var data = Files.createDirectories(top.resolve("app/data"));
        Files.createDirectories(top.resolve("keys/data"));
        assertThat(Folders.settled(data)).isEqualTo(data);

        Files.delete(data);
        Files.createSymbolicLink(data, top.resolve("keys"));
        assertThatThrownBy(() -> Folders.settled(data))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is a link by now");

        Files.createSymbolicLink(top.resolve("other"), top.resolve("keys"));
        assertThatThrownBy(() -> Folders.settled(top.resolve("other/data"))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Folders.settled(top.resolve("absent"))).hasMessageContaining("does not exist");
    }
}
