package dev.taowa.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionEnvironmentTest {

    @Test
    void everyWayInReadsTheSame() {
        var environment =
                new SessionEnvironment(Map.of("GREETING", "say \"hi\" # now", "PATH", "/opt/it's/bin:/bin"), Map.of());

        assertThat(text(environment, "/etc/ssh/sshd_config.d/20-taowa-environment.conf"))
                .isEqualTo("SetEnv \"GREETING=say \\\"hi\\\" # now\" \"PATH=/opt/it's/bin:/bin\"\n");
        assertThat(text(environment, "/etc/environment"))
                .isEqualTo("GREETING=\"say \\\"hi\\\" # now\"\nPATH=\"/opt/it's/bin:/bin\"\n");
        assertThat(text(environment, "/etc/profile.d/taowa-path.sh"))
                .isEqualTo("export PATH='/opt/it'\\''s/bin:/bin'\n");
        assertThat(environment.unfit()).isEmpty();
    }

    @Test
    void whatWouldForgeALineIsLeftOutAndNamed() {
        var environment =
                new SessionEnvironment(Map.of("A", "x\nPermitRootLogin yes", "B C", "1", "D", "kept"), Map.of());

        assertThat(environment.unfit()).containsExactly("A", "B C");
        assertThat(text(environment, "/etc/ssh/sshd_config.d/20-taowa-environment.conf"))
                .isEqualTo("SetEnv \"D=kept\"\n");
        assertThat(text(environment, "/etc/environment")).isEqualTo("D=\"kept\"\n");
    }

    private static String text(SessionEnvironment environment, String path) {
        return environment.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .content()
                .revealText();
    }

    @Test
    void secretsAreInFilesThatRootAloneReads() {
        var environment = new SessionEnvironment(
                Map.of("A", "plain", "TOKEN", "old"), Map.of("TOKEN", Secret.of("t0p"), "B", Secret.of("x\ny")));

        assertThat(environment.unfit()).containsExactly("B");
        assertThat(environment.files()).allSatisfy(file -> {
            assertThat(file.content().revealText()).doesNotContain("old");
            if (file.content().revealText().contains("t0p")) {
                assertThat(file.mode()).isEqualTo(0600);
            }
        });
        assertThat(environment.files())
                .filteredOn(file -> file.content().revealText().contains("t0p"))
                .extracting(PlacedFile::path)
                .containsExactly("/etc/ssh/sshd_config.d/20-taowa-environment.conf", "/etc/taowa/secrets");
        assertThat(environment.toString()).doesNotContain("t0p");
    }

    @Test
    void withoutSecretsThereIsNoFileOfThem() {
        assertThat(new SessionEnvironment(Map.of("A", "plain"), Map.of()).files())
                .extracting(PlacedFile::path)
                .doesNotContain("/etc/taowa/secrets");
    }
}
