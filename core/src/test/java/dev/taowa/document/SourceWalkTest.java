package dev.taowa.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWalkTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c"));
        Files.writeString(folder.resolve("a/b/c/deep"), "1");
        Files.writeString(folder.resolve("a/file"), "22");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
    }

    private List<String> walk(Path from, int depth) {
        var seen = new ArrayList<String>();
        new SourceTree(folder)
                .walk(from, depth)
                .visit(_ -> true, entry -> seen.add(entry.path() + " " + entry.kind() + " " + entry.sizeBytes()));
        return seen;
    }

    @Test
    void seesTheNearestFirstAndGoesThroughNoLink() {
        assertThat(walk(Path.of(""), 9))
                .containsExactlyInAnyOrder(
                        "a FOLDER 0",
                        "link LINK 0",
                        "a/b FOLDER 0",
                        "a/file FILE 2",
                        "a/b/c FOLDER 0",
                        "a/b/c/deep FILE 1")
                .endsWith("a/b/c FOLDER 0", "a/b/c/deep FILE 1");
    }

    @Test
    void goesNoDeeperThanAsked() {
        assertThat(walk(Path.of(""), 1)).containsExactlyInAnyOrder("a FOLDER 0", "link LINK 0");
        assertThat(walk(Path.of("a"), 2)).containsExactlyInAnyOrder("a/b FOLDER 0", "a/file FILE 2", "a/b/c FOLDER 0");
    }

    @Test
    void startsAtNoLink() {
        assertThat(walk(Path.of("link"), 9)).isEmpty();
    }

    @Test
    void endsWhenTheVisitorHasEnough() {
        var seen = new ArrayList<Path>();

        var all = new SourceTree(folder).walk(Path.of(""), 9).visit(_ -> true, entry -> {
            seen.add(entry.path());
            return seen.size() < 3;
        });

        assertThat(all).isFalse();
        assertThat(seen).hasSize(3);
    }

    @Test
    void goesIntoNoFolderThatIsNotWanted() {
        var seen = new ArrayList<String>();

        new SourceTree(folder)
                .walk(Path.of(""), 9)
                .visit(
                        path -> !path.endsWith("b"),
                        entry -> seen.add(entry.path().toString()));

        assertThat(seen).containsExactlyInAnyOrder("a", "link", "a/b", "a/file");
    }
}
