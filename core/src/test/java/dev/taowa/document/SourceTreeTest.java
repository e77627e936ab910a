package dev.taowa.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {

    @TempDir
    private Path top;

    private Path source = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        source = Files.createDirectory(top.resolve("source"));
        outside = Files.createDirectory(top.resolve("outside"));
    }

    @Test
    void aFileIsReplacedWhole() throws IOException {
        var file = Files.createDirectory(source.resolve("in")).resolve("lock.json");

        new SourceTree(source).replace(Path.of("in/lock.json"), "one");
        assertThat(file).hasContent("one");

        new SourceTree(source).replace(Path.of("in/lock.json"), "two");
        assertThat(file).hasContent("two");
        assertThat(source.resolve("in")).isDirectoryContaining(path -> path.equals(file));
        try (var all = Files.list(source.resolve("in"))) {
            assertThat(all).hasSize(1);
        }

        new SourceTree(source).replace(Path.of("lock.json"), "three");
        assertThat(source.resolve("lock.json")).hasContent("three");
    }

    @Test
    void aFileThatIsALinkIsReplacedAndNotFollowed() throws IOException {
        Files.writeString(outside.resolve("theirs"), "theirs");
        Files.createSymbolicLink(source.resolve("lock.json"), outside.resolve("theirs"));
        Files.createSymbolicLink(source.resolve("dangling.json"), outside.resolve("absent"));

        new SourceTree(source).replace(Path.of("lock.json"), "ours");
        new SourceTree(source).replace(Path.of("dangling.json"), "ours");

        assertThat(outside.resolve("theirs")).hasContent("theirs");
        assertThat(outside.resolve("absent")).doesNotExist();
        assertThat(Files.isRegularFile(source.resolve("lock.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(source.resolve("dangling.json")).hasContent("ours");
    }

    @Test
    void aFolderThatIsALinkIsFollowedOnlyInside() throws IOException {
        Files.createDirectory(source.resolve("real"));
        Files.createSymbolicLink(source.resolve("inside"), Path.of("real"));
        Files.createSymbolicLink(source.resolve("away"), outside);

        new SourceTree(source).replace(Path.of("inside/lock.json"), "ours");

        assertThat(source.resolve("real/lock.json")).hasContent("ours");
        for (var way : new String[] {"away/lock.json", "../outside/lock.json"}) {
            assertThatThrownBy(() -> new SourceTree(source).replace(Path.of(way), "ours"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("leads out");
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void nothingIsLeftWhereAFolderIsInTheWay() throws IOException {
        Files.createDirectories(source.resolve("lock.json/full"));

        assertThatThrownBy(() -> new SourceTree(source).replace(Path.of("lock.json"), "ours"))
                .isInstanceOf(IOException.class);

        try (var all = Files.list(source)) {
            assertThat(all).containsExactly(source.resolve("lock.json"));
        }
    }
}
