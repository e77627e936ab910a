package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.metadata.OwnSchema;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code taowa validate} says of "customizations.taowa". */
class OwnSchemaTest {

    @TempDir
    private Path folder = Path.of("");

    private List<Finding> review(String definition) throws IOException {
        Files.createDirectories(folder.resolve(".devcontainer"));
        Files.writeString(folder.resolve(".devcontainer/devcontainer.json"), definition);
        return DefinitionReader.review(
                new Checkout(new Source.Folder(folder), folder, ""), DefinitionChoice.NONE, Map.of());
    }

    private List<Finding> reviewOurs(String ours) throws IOException {
        return review("{\"customizations\": {\"taowa\": " + ours + "}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nested\": {}}",
                "{\"nested\": {\"docker\": true, \"podman\": false, \"kubernetes\": false}}",
                "{\"nested\": {\"kubernetes\": {\"distribution\": \"components\", \"binaries\": \"/opt/k\"}}}",
                "{\"nested\": {\"kubernetes\": {\"distribution\": \"k3s\"}}}",
                "{\"nested\": {\"kubernetes\": {\"distribution\": \"kind\", \"version\": \"1.31\", \"nodes\": 3}}}",
                "{\"gitConfig\": true, \"ide\": \"none\"}",
                "{\"ide\": \"${localEnv:IDE:web}\"}"
            })
    void whatIsRightIsSilent(String ours) throws IOException {
        assertThat(reviewOurs(ours)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                          | "customizations.taowa" must be an object
            {"gitConfig": "yes"}                        | "customizations.taowa.gitConfig" must be true or false
            {"ide": "emacs"}                            | "customizations.taowa.ide" must be web or none
            {"ide": 1}                                  | "customizations.taowa.ide" must be web or none
            {"nested": true}                            | "customizations.taowa.nested" must be an object
            {"nested": {"docker": {}}}                  | "customizations.taowa.nested.docker" must be true or false
            {"nested": {"kubernetes": true}}            | "customizations.taowa.nested.kubernetes" cannot be this: write such as {"distribution":"k3s"}
            {"nested": {"kubernetes": "k3s"}}           | "customizations.taowa.nested.kubernetes" must be an object or true or false: write such as
            {"nested": {"kubernetes": {"distribution": "components"}}} | "customizations.taowa.nested.kubernetes" lacks "binaries": write such as
            {"nested": {"kubernetes": {"distribution": "minikube"}}} | "customizations.taowa.nested.kubernetes.distribution" must be k3s or kind or components
            {"nested": {"kubernetes": {}}}              | "customizations.taowa.nested.kubernetes" lacks "distribution": write such as {"distribution":"k3s"}
            {"nested": {"kubernetes": {"distribution": "k3s", "binaries": "/k"}}} | "customizations.taowa.nested.kubernetes.binaries" is no option of the distribution k3s, but of components
            {"nested": {"kubernetes": {"distribution": "k3s", "nodes": 2}}} | "customizations.taowa.nested.kubernetes.nodes" is no option of the distribution k3s, but of components and kind
            {"nested": {"kubernetes": {"distribution": "components", "binaries": "/k", "version": "1"}}} | "customizations.taowa.nested.kubernetes.version" is no option of the distribution components, but of k3s and kind
            {"nested": {"kubernetes": {"distribution": "kind", "version": "1.2"}}} | "customizations.taowa.nested.kubernetes.version" is no version that is known here: there are v1.32.2, v1.33.0,
            {"nested": {"kubernetes": {"distribution": "components", "binaries": "k"}}} | "customizations.taowa.nested.kubernetes.binaries" cannot be this: write such as "/opt/kubernetes"
            {"idle": {"stopAfterMinutes": -1}}          | "customizations.taowa.idle.stopAfterMinutes" must be at least 0
            {"idle": {"stopAfterMinutes": 1.5}}         | "customizations.taowa.idle.stopAfterMinutes" must be a whole number
            {"snapshot": {"keep": 1001}}                | "customizations.taowa.snapshot.keep" must be at most 1000
            """)
    void whatIsWrongIsOneErrorThatSaysHow(String ours, String told) throws IOException {
        assertThat(reviewOurs(ours))
                .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith(told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"gitconfg": true}                          | "customizations.taowa.gitconfg" is unknown and has no effect (did you mean "gitConfig"?)
            {"nested": {"dokcer": true}}                | "customizations.taowa.nested.dokcer" is unknown and has no effect (did you mean "docker"?)
            {"colour": "red"}                           | "customizations.taowa.colour" is unknown and has no effect
            {"prebuild": true}                          | "customizations.taowa.prebuild" is not carried out yet: the image is built when somebody wants the workspace
            {"snapshot": {"keep": 3}}                   | "customizations.taowa.snapshot" is not carried out yet: no copies are kept
            """)
    void whatHasNoEffectIsAWarning(String ours, String told) throws IOException {
        assertThat(reviewOurs(ours)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(finding.text()).isEqualTo(told);
        });
    }

    @Test
    void theSameHoldsForAClusterAmongTheFeatures() throws IOException {
        assertThat(review(
                        "{\"features\": {\"taowa/kubernetes\": {\"distribution\": \"kubeadm\", \"binarys\": \"/k\"}}}"))
                .extracting(Finding::text)
                .containsExactlyInAnyOrder(
                        "\"features.taowa/kubernetes.distribution\" must be k3s or kind or components",
                        "\"features.taowa/kubernetes.binarys\" is unknown and has no effect"
                                + " (did you mean \"binaries\"?)");
    }

    @Test
    void findingsAreAtTheirPlace() throws IOException {
        var findings = review("""
                {
                    // what is ours
                    "customizations": {
                        "taowa": {
                            "nested": {
                                "docker": "yes"
                            }
                        }
                    }
                }
                """);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(".devcontainer/devcontainer.json");
            assertThat(finding.place().line()).isEqualTo(6);
        });
    }

    /** Everything in the published file tells what it is for, and nothing is left open by mistake. */
    @Test
    void thePublishedSchemaIsWhole() throws IOException {
        var schema = JsonText.parse("schema", Files.readString(Path.of("../docs/customizations-taowa.schema.json")));

        assertThat(schema.get("$schema").textValue()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        for (var object : objects(schema, new ArrayList<>())) {
            assertThat(object.path("additionalProperties").asText())
                    .as("%s", object)
                    .isEqualTo("false");
            object.get("properties")
                    .forEach(property ->
                            assertThat(property.path("description").asText()).endsWith("."));
        }
        assertThat(OwnSchema.class.getResource("customizations-taowa.schema.json"))
                .isNotNull();
    }

    private static List<JsonNode> objects(JsonNode from, List<JsonNode> found) {
        if (from.has("properties")) {
            found.add(from);
        }
        from.forEach(each -> objects(each, found));
        return found;
    }
}
