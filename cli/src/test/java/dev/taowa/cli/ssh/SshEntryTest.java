package dev.taowa.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SshEntryTest {

    private static final List<String> CONFIG = """
            # Written by Taowa.

            Host demo.taowa
                # Folder "/workspaces/it's 100%%"
                HostKeyAlias demo.taowa
                User dev
                HostName 127.0.0.1
                Port 40123
                CertificateFile "/state \\"x\\"/ssh/id_ed25519-cert.pub"

            Host rest.taowa
                # Folder /workspaces/rest
                User root
                ProxyCommand taowa tunnel rest
                CertificateFile /s/cert
            """.lines().toList();

    @Test
    void readsWhatTheServerWrote() {
        assertThat(SshEntry.find(CONFIG, "demo"))
                .contains(new SshEntry(
                        OptionalInt.of(40123),
                        "dev",
                        "/workspaces/it's 100%",
                        Path.of("/state \"x\"/ssh/id_ed25519-cert.pub")));
    }

    @Test
    void stoppedWorkspaceHasNoPort() {
        assertThat(SshEntry.find(CONFIG, "rest"))
                .contains(new SshEntry(OptionalInt.empty(), "root", "/workspaces/rest", Path.of("/s/cert")));
    }

    @Test
    void unknownNameHasNone() {
        assertThat(SshEntry.find(CONFIG, "dem")).isEmpty();
    }
}
