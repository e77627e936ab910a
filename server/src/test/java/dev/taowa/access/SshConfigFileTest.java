package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SshConfigFileTest {

    private final SshConfigFile file = new SshConfigFile(Path.of("/home/me/my state"), Path.of("/opt/100%/taowa"));

    @Test
    void oneBlockAWorkspaceInTheOrderOfTheirNames() throws IOException {
        var running = new SshHost(new WorkspaceName("demo"), OptionalInt.of(40123), "dev", "/workspaces/it's \\ here");
        var stopped = new SshHost(new WorkspaceName("api"), OptionalInt.empty(), "root", "/workspaces/api");

        assertThat(file.text(List.of(running, stopped))).isEqualTo(golden("ssh-config.txt"));
    }

    private static String golden(String name) throws IOException {
        try (var stream = Objects.requireNonNull(SshConfigFileTest.class.getResourceAsStream(name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
