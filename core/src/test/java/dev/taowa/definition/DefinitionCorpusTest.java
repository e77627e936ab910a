package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Reads every file of the corpus; its first line tells what must come of it, and words that must be said. */
class DefinitionCorpusTest {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException, URISyntaxException {
        CorpusFolder.fill(folder);
        Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
        var corpus = Path.of(Objects.requireNonNull(DefinitionCorpusTest.class.getResource("/definitions"))
                .toURI());
        List<Path> files;
        try (var listed = Files.list(corpus)) {
            files = listed.sorted().toList();
        }
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        var text = Files.readString(file);
        var expected =
                text.lines().findFirst().orElseThrow().substring("// ".length()).split(": ?", 2);
        var words = Stream.of(expected[1].split(",(?! )"))
                .filter(word -> !word.isEmpty())
                .toList();
        Files.writeString(folder.resolve(".devcontainer/devcontainer.json"), text);
        if (expected[0].equals("ok")) {
            var warnings = read().warnings();
            assertThat(warnings).hasSameSizeAs(words);
            words.forEach(word -> assertThat(String.join("\n", warnings)).contains(word));
            return;
        }
        var thrown = catchThrowableOfType(ProblemException.class, this::read);
        assertThat(thrown.problem().code())
                .isEqualTo(ProblemCode.valueOf("DEFINITION_" + expected[0].toUpperCase(Locale.ROOT)));
        assertThat(thrown.problem().what()).contains(words).doesNotContain("\n");
    }

    private Definition read() {
        var checkout = new Checkout(new Source.Folder(folder), folder, "");
        return new DefinitionReader(Path.of("/nonexistent"))
                .read(checkout, DefinitionChoice.NONE, Map.of("HOSTILE", "$(touch /tmp/owned)"));
    }
}
