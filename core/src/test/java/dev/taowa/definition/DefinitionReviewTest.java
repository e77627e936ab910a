package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionReviewTest extends SampleSource {

    @Test
    void aReviewTellsEverythingAtItsPlace() throws IOException {
        Files.writeString(folder().resolve(".devcontainer/devcontainer.json"), """
                {
                  // what is wrong here
                  "imaeg": "debian:12",
                  "forwardPorts": [80,
                     "x"],
                  "features": {"ghcr.io/x/go": {}, "ghcr.io/x/go:1": {}, "ghcr.io/x/go@sha256:ab": {}, "./own": {}}
                }
                """);

        assertThat(review())
                .extracting(finding -> "%d:%d %s %s"
                        .formatted(
                                finding.place().line(),
                                finding.place().column(),
                                finding.rule().word(),
                                finding.text().replaceFirst("(.{25}).*", "$1")))
                .containsExactly(
                        "3:3 no-effect \"imaeg\" is unknown and ha",
                        "5:6 invalid \"forwardPorts[1]\" must be",
                        "6:16 unpinned-feature \"features.ghcr.io/x/go\" n");
        assertThat(review().getFirst().text()).contains("did you mean \"image\"");
    }

    @Test
    void aReviewOfABrokenFileTellsWhere() throws IOException {
        Files.writeString(folder().resolve(".devcontainer/devcontainer.json"), "{\n  \"image\" \"debian:12\"}");

        assertThat(review()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Finding.Rule.MALFORMED);
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.place().line()).isEqualTo(2);
            assertThat(finding.text()).doesNotContain("line 2");
        });
    }

    @Test
    void aReviewOfNothingFindsNothing() {
        assertThat(review()).isEmpty();
    }

    private List<Finding> review() {
        return DefinitionReader.review(checkout(), DefinitionChoice.NONE, Map.of());
    }
}
