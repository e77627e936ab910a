package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReviewTest extends SampleSource {

    @Test
    void aReviewTellsEverythingAtItsPlace() throws IOException {
        Files.writeString(folder().resolve(".devcontainer/devcontainer.json"), """
                {
                  // what is wrong here
                  "imaeg": "debian:12",
                  "forwardPorts": [80,
                     "x"],
                  "features": {"ghcr.io/x/go": {}, "ghcr.io/x/go:1": {}, "ghcr.io/x/go@sha256:%s": {}}
                }
                """.formatted("ab".repeat(32)));

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
    void featuresOfTheSourceAreLookedAt() throws IOException {
        feature("one", "\"dependsOn\": {\"./two\": {}}, \"options\": {\"kind\": {\"type\": \"boolean\"}}");
        feature("two", "\"dependsOn\": {\"./one\": {\"kind\": \"yes\"}}");
        Files.delete(feature("three", "\"name\": \"x\"").resolve("install.sh"));
        Files.createDirectories(folder().resolve(".devcontainer/four"));

        assertThat(features("\"./absent\"")).containsExactly("ERROR the Feature \"./absent\" is not a folder");
        assertThat(features("\"../out\"")).containsExactly("ERROR the Feature \"../out\" is not below .devcontainer");
        assertThat(features("\"./three\"")).singleElement().asString().contains("it holds no install.sh");
        assertThat(features("\"./four\"")).singleElement().asString().contains("no devcontainer-feature.json");
        assertThat(features("\"not one!\"")).singleElement().asString().startsWith("ERROR the Feature \"not one!\"");
        assertThat(features("\"./two\"")).singleElement().asString().contains("\"kind\" must be true or false");
    }

    @Test
    void featuresThatNeedEachOtherAreNamed() throws IOException {
        feature("one", "\"dependsOn\": {\"./two\": {}}");
        feature("two", "\"dependsOn\": {\"./one\": {}}");

        assertThat(features("\"./one\""))
                .containsExactly(
                        "ERROR these Features wait for each other: \"./one\" depends on \"./two\" depends on \"./one\"");
    }

    private Path feature(String name, String more) throws IOException {
        var at = Files.createDirectories(folder().resolve(".devcontainer").resolve(name));
        Files.writeString(
                at.resolve("devcontainer-feature.json"),
                "{\"id\": \"%s\", \"version\": \"1.0.0\", %s}".formatted(name, more));
        Files.writeString(at.resolve("install.sh"), "");
        return at;
    }

    private List<String> features(String id) throws IOException {
        Files.writeString(
                folder().resolve(".devcontainer/devcontainer.json"),
                "{\"image\": \"i\", \"features\": {%s: {}}}".formatted(id));
        return review().stream()
                .map(finding ->
                        finding.severity() + " " + finding.text().replaceFirst("(?: of this source)?: [^:]*$", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ${localEnv:NOPE}                    | "remoteEnv.A" has ${localEnv:NOPE}, which your session does not set: it is empty
            ${localWorkspaceFoldr}              | "remoteEnv.A" has ${localWorkspaceFoldr}, which is no variable and stays as it is (did you mean "localWorkspaceFolder"?)
            ${lcoalEnv:HOME}                    | "remoteEnv.A" has ${lcoalEnv}, which is no variable and stays as it is (did you mean "localEnv"?)
            """)
    void variablesThatNothingIsPutInForAreTold(String text, String told) throws IOException {
        assertThat(variables("remoteEnv", text)).singleElement().asString().startsWith(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${localEnv:HOME}",
                "${localEnv:HOME}${localEnv:USERPROFILE}",
                "${localEnv:NOPE:other}",
                "${localEnv:NOPE:}",
                "${containerEnv:PATH}",
                "${HOME} ${path}",
                "${localWorkspaceFolder}${devcontainerId}"
            })
    void othersAreNot(String text) throws IOException {
        assertThat(variables("remoteEnv", text)).isEmpty();
    }

    @Test
    void variablesOfTheContainerAreForSessionsAlone() throws IOException {
        assertThat(variables("containerEnv", "${containerEnv:PATH}"))
                .singleElement()
                .asString()
                .contains("containerEnv.A", "put into \"remoteEnv\" alone");
    }

    private List<String> variables(String property, String text) throws IOException {
        Files.writeString(
                folder().resolve(".devcontainer/devcontainer.json"),
                "{\"image\": \"i\", \"%s\": {\"A\": \"%s\"}}".formatted(property, text));
        return DefinitionReader.review(checkout(), DefinitionChoice.NONE, Map.of("HOME", "/home/me")).stream()
                .map(Finding::text)
                .toList();
    }

    @Test
    void aReviewOfNothingFindsNothing() {
        assertThat(review()).isEmpty();
    }

    private List<Finding> review() {
        return DefinitionReader.review(checkout(), DefinitionChoice.NONE, Map.of());
    }
}
