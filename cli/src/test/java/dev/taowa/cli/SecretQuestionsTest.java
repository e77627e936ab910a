package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.definition.DefinitionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretQuestionsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "t0p", "EMPTY", "", "OTHER", "private");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve(".devcontainer.json"), "{\"secrets\": {\"TOKEN\": {}, \"EMPTY\": {}, \"UNSET\": {}}}");
    }

    @Test
    void aFolderGetsTheVariablesThatItsDefinitionNames() {
        var given = SecretQuestions.ofVariables(
                SourceArgument.parse(".", folder), DefinitionChoice.NONE, ENVIRONMENT, true);

        assertThat(given.values()).containsOnlyKeys("TOKEN");
        assertThat(given.values())
                .hasEntrySatisfying(
                        "TOKEN", secret -> assertThat(secret.revealText()).isEqualTo("t0p"));
        assertThat(given.asks()).isTrue();
        assertThat(given.toString()).doesNotContain("t0p");
    }

    @Test
    void aRepositoryFromAUrlGetsNone() {
        var source = SourceArgument.parse("https://example.test/app.git", folder);

        assertThat(SecretQuestions.ofVariables(source, DefinitionChoice.NONE, ENVIRONMENT, false)
                        .values())
                .isEmpty();
    }
}
