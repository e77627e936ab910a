package dev.taowa.smartide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.JsonText;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Translates every case of the corpus. A case is one text: {@code == PATH} begins a file of the source, {@code == PATH ->
 * TARGET} is a link, and from the first {@code =>} on stands what must come of it; {@code -Dgolden.write=true} writes that
 * part anew.
 */
class SmartIdeCorpusTest {

    private static final Path CORPUS = Path.of("src", "test", "resources", "smartide");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        try (var listed = Files.list(CORPUS)) {
            var files = listed.sorted().toList();
            assertThat(files).hasSizeGreaterThanOrEqualTo(40);
            return files.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private void check(Path file) throws IOException {
        var text = Files.readString(file);
        var end = text.indexOf("\n=>") + 1;
        var input = end == 0 ? text : text.substring(0, end);
        var source = Files.createDirectory(folder.resolve(file.getFileName()));
        for (var part : input.split("(?m)^== ", -1)) {
            if (!part.startsWith("#")) {
                place(source, part);
            }
        }
        var shown = translate(source);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(file, input + shown);
        }
        assertThat(shown).isEqualTo(Files.readString(file).substring(input.length()));
    }

    private static void place(Path source, String part) throws IOException {
        var line = part.indexOf('\n');
        var name = part.substring(0, line).split(" -> ", 2);
        var path = source.resolve(name[0]);
        Files.createDirectories(path.getParent());
        if (name.length == 2) {
            Files.createSymbolicLink(path, Path.of(name[1]));
            return;
        }
        Files.writeString(path, part.substring(line + 1));
    }

    private static String translate(Path source) {
        var file = Files.exists(source.resolve(SmartIdeReader.DEFAULT)) ? SmartIdeReader.DEFAULT : Path.of(".ide.yaml");
        try {
            var translation = SmartIdeReader.read(new SourceTree(source), file);
            var shown = new StringBuilder();
            show(shown, translation.path().toString(), translation.devcontainer());
            translation.files().forEach((path, tree) -> show(shown, path, tree));
            if (!translation.warnings().isEmpty()) {
                shown.append("=> warnings\n");
                translation.warnings().forEach(warning -> shown.append(warning).append('\n'));
            }
            return shown.toString();
        } catch (ProblemException thrown) {
            var problem = thrown.problem();
            return "=> %s\n%s\n%s\n".formatted(problem.code(), problem.what().replace("; ", ";\n"), problem.fix());
        }
    }

    private static void show(StringBuilder shown, String path, ObjectNode tree) {
        var text = DevcontainerText.of(tree);
        assertThat(JsonText.parse(path, text)).hasToString(tree.toString());
        shown.append("=> ").append(path).append('\n').append(text);
    }
}
