package dev.taowa.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.document.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What weighs how much when languages are told apart. */
class WeightTest {

    @TempDir
    private Path folder = Path.of("");

    /** Every file that marks a project of a language speaks for its template, alone and far from the top. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void everyMarkerIsEnough(Language language) throws IOException {
        for (var marker : language.markers()) {
            var name = marker.startsWith(".") && !marker.endsWith("version") && !marker.equals(".nvmrc")
                    ? "App" + marker
                    : marker;
            for (var place : List.of("", "a/b/")) {
                var source = Files.createTempDirectory(folder, "source");
                SampleTree.of("", "", "", "").with(place + name).write(source);

                var proposal = Detection.of(new SourceTree(source), Path.of(""));

                assertThat(proposal.templateId())
                        .as("%s%s", place, name)
                        .isEqualTo(language.template().orElse("vm"));
                assertThat(proposal.reasons().getFirst()).contains(place + name + " marks a ", language.title());
            }
        }
    }

    /** How the part of the source and the place of the marking file weigh against each other. */
    @ParameterizedTest
    @CsvSource({
        // Files of Go and of Python, the place of go.mod, what wins.
        "6, 4, none, go",
        "4, 6, none, python",
        "3, 7, top, go",
        "2, 8, top, python",
        "4, 6, below, go",
        "3, 7, below, python",
        "0, 5, top, python",
        "0, 0, top, go"
    })
    void shareAndMarkersAreWeighed(int go, int python, String marker, String expected) {
        var sample = SampleTree.of("", "", "", "");
        for (var i = 0; i < go; i++) {
            sample = sample.with("src/%d.go".formatted(i));
        }
        for (var i = 0; i < python; i++) {
            sample = sample.with("src/%d.py".formatted(i));
        }
        if (!marker.equals("none")) {
            sample = sample.with(marker.equals("top") ? "go.mod" : "tools/go.mod");
        }
        sample.write(folder);

        assertThat(Detection.of(new SourceTree(folder), Path.of("")).templateId())
                .isEqualTo(expected);
    }

    @Test
    void aFolderOfACollectionIsLookedAtAlone() {
        SampleTree.of("", "", "", "")
                .with("pom.xml")
                .with("src/A.java")
                .with("src/B.java")
                .with("web/package.json", "{\"engines\": {\"node\": \"22\"}}")
                .with("web/a.ts")
                .write(folder);

        var web = Detection.of(new SourceTree(folder), Path.of("web"));

        assertThat(web.templateId()).isEqualTo("node");
        assertThat(web.parameters()).containsEntry("version", "22");
        assertThat(web.reasons()).noneMatch(reason -> reason.contains("Java too"));
        assertThat(Detection.of(new SourceTree(folder), Path.of("")).templateId())
                .isEqualTo("java");
    }

    @Test
    void aLinkToTheWholeSourceIsTheSource() throws IOException {
        var source = Files.createDirectories(folder.resolve("source"));
        SampleTree.of("", "", "", "").with("go.mod").with("main.go").write(source);
        var link = Files.createSymbolicLink(folder.resolve("link"), source);

        assertThat(Detection.of(new SourceTree(link), Path.of("")).templateId()).isEqualTo("go");
    }
}
