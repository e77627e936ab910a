package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.definition.DefinitionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientEnvironmentTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyWhatTheDefinitionNamesIsSent() throws IOException {
        Files.writeString(
                folder.resolve(".devcontainer.json"), "{\"containerEnv\": {\"A\": \"${localEnv:WANTED:none}\"}}");

        var sent = ClientEnvironment.of(
                SourceArgument.parse(".", folder),
                DefinitionChoice.NONE,
                Map.of("WANTED", "yes", "SECRET", "no", "SSH_AUTH_SOCK", "/run/agent"));

        assertThat(sent).isEqualTo(Map.of("WANTED", "yes", "SSH_AUTH_SOCK", "/run/agent"));
    }

    @Test
    void aTemplateInARepositoryIsClonedAsThePerson() {
        var environment = Map.of("SECRET", "no", "GIT_SSH_COMMAND", "ssh -v");
        var source = SourceArgument.parse(".", folder);

        assertThat(ClientEnvironment.of(source, choice("https://example.org/t#java"), environment))
                .isEqualTo(Map.of("GIT_SSH_COMMAND", "ssh -v"));
        assertThat(ClientEnvironment.of(source, choice("ghcr.io/x/t:1"), environment))
                .isEmpty();
    }

    @Test
    void aTemplateOfThePersonsOwnMayNameVariables() throws IOException {
        var mine = folder.resolve("mine");
        Files.createDirectories(mine.resolve(".devcontainer"));
        Files.writeString(mine.resolve("devcontainer-template.json"), "{\"id\": \"mine\", \"version\": \"1\"}");
        Files.writeString(
                mine.resolve(".devcontainer/devcontainer.json"), "{\"containerEnv\": {\"A\": \"${localEnv:WANTED}\"}}");

        var sent = ClientEnvironment.of(
                SourceArgument.parse(".", folder), choice(mine.toString()), Map.of("WANTED", "yes", "SECRET", "no"));

        assertThat(sent).isEqualTo(Map.of("WANTED", "yes"));
    }

    private static DefinitionChoice choice(String template) {
        return new DefinitionChoice(Optional.empty(), Optional.of(template), Map.of(), false);
    }
}
