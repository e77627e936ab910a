package dev.taowa.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionEnvironmentTest {

    @Test
    void everyWayInReadsTheSame() {
        var environment = new SessionEnvironment(Map.of("GREETING", "say \"hi\" # now", "PATH", "/opt/it's/bin:/bin"));

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
        var environment = new SessionEnvironment(Map.of("A", "x\nPermitRootLogin yes", "B C", "1", "D", "kept"));

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
}
