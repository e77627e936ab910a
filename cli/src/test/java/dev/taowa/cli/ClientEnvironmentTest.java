package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.definition.DefinitionChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
}
