package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The property {@code secrets}. */
class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void eachIsReadWithWhatItsAuthorSaysOfIt() throws IOException {
        var definition = read("""
                {"secrets": {"TOKEN": {"description": "reads", "documentationUrl": "https://example.test"}, "A_1": {}}}""");

        assertThat(definition.secrets())
                .containsExactly(
                        new WantedSecret("TOKEN", "reads", "https://example.test"), new WantedSecret("A_1", "", ""));
        assertThat(definition.warnings()).isEmpty();
        assertThat(DefinitionReader.secrets(folder, DefinitionChoice.NONE)).containsExactlyInAnyOrder("TOKEN", "A_1");
    }

    @Test
    void whatIsNoNameOfAVariableIsAMistake() {
        for (var name : new String[] {"A B", "1A", "A=B", "A\\nB", ""}) {
            assertThatThrownBy(() -> read("{\"secrets\": {\"%s\": {}}}".formatted(name)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("no name for a variable");
        }
    }

    @Test
    void valuesDoNotBelongThere() throws IOException {
        assertThat(read("{\"secrets\": {\"A\": {\"value\": \"x\"}}}").warnings())
                .singleElement()
                .asString()
                .contains("secrets.A.value");
        assertThatThrownBy(() -> read("{\"secrets\": {\"A\": \"x\"}}"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("secrets.A");
    }

    @Test
    void aChosenTemplateAsksForItsOwn() throws IOException {
        read("{\"secrets\": {\"TOKEN\": {}}}");
        var template = Files.createDirectories(folder.resolve("template/.devcontainer"));
        Files.writeString(
                folder.resolve("template/devcontainer-template.json"),
                "{\"id\": \"mine\", \"version\": \"1.0.0\", \"name\": \"Mine\"}");
        Files.writeString(template.resolve("devcontainer.json"), "{\"secrets\": {\"KEY\": {}}}");
        var chosen = folder.resolve("template").toString();

        assertThat(DefinitionReader.secrets(folder, ofTemplate(chosen))).containsExactly("KEY");
        assertThat(DefinitionReader.secrets(folder, ofTemplate("registry.example/templates/mine")))
                .as("a stranger's")
                .isEmpty();
    }

    private static DefinitionChoice ofTemplate(String text) {
        return new DefinitionChoice(Optional.empty(), Optional.of(text), Map.of(), false);
    }

    @Test
    void aFolderWithoutAnyNamesNone() {
        assertThat(DefinitionReader.secrets(folder, DefinitionChoice.NONE)).isEmpty();
    }

    private Definition read(String json) throws IOException {
        Files.writeString(folder.resolve(".devcontainer.json"), json);
        var checkout = new Checkout(new Source.Folder(folder.toRealPath()), folder.toRealPath(), "");
        return new DefinitionReader(folder).read(checkout, DefinitionChoice.NONE, Map.of());
    }
}
