package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The secrets of a workspace are in all its sessions, and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsE2E {

    private static final String VALUE = "tw-s3cret-\"'$x";
    private static final String DEFINITION = """
            {
              "secrets": {"THE_TOKEN": {"description": "for a test"}},
              "onCreateCommand": "echo $THE_TOKEN",
              "postCreateCommand": "printf %s \\"$THE_TOKEN\\" | sha256sum > ~/lifecycle"
            }
            """;

    private final Taowa taowa = Taowa.fresh();
    private Path project = taowa.folder();

    @BeforeAll
    void up() {
        project = Folders.project(taowa.folder(), "secretive", DEFINITION);
        taowa.with(Map.of("THE_TOKEN", VALUE)).up(project.toString());
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    @Test
    void everySessionHasItAndNothingElseTellsIt() {
        everySessionHasIt();
        assertThat(taowa.sh("secretive", "sudo stat -c %a /etc/taowa/secrets")).isEqualTo("600");
        assertThat(taowa.sh("secretive", "cat /etc/taowa/secrets 2>/dev/null; cat /etc/ssh/sshd_config.d/*env*; true"))
                .isEmpty();
        nothingTellsIt();

        taowa.run("stop", "secretive").orFail();
        taowa.run("start", "secretive").orFail();
        everySessionHasIt();
        var kept = taowa.state().resolve("secrets");
        taowa.run("rebuild", "secretive").orFail();
        everySessionHasIt();
        nothingTellsIt();

        taowa.remove("secretive");
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void onATerminalItIsAskedForAndNotShown() {
        var asked =
                Folders.project(taowa.folder(), "asked", "{\"secrets\": {\"TYPED\": {\"description\": \"a test\"}}}");
        var up = "'%s' up '%s' --ide none".formatted(Taowa.HOME.resolve("taowa"), asked);
        var typing = "until grep -qs 'TYPED, a test; Enter for none' screen; do sleep 0.1; done; echo tw-typ3d";
        var line = "(%s) | script -q -e -f -c \"%s\" screen".formatted(typing, up);

        var ended = Programs.run(
                List.of("sh", "-c", line), taowa.environment(), taowa.folder(), new byte[0], Taowa.UP_LIMIT);

        assertThat(ended.orFail().out()).contains("taowa ssh asked").doesNotContain("tw-typ3d");
        assertThat(taowa.exec("asked", "printenv", "TYPED").out()).isEqualTo("tw-typ3d\n");
        assertThat(taowa.run("up", asked.toString(), "--ide", "none").orFail().err())
                .doesNotContain("TYPED");
        taowa.remove("asked");
    }

    private void everySessionHasIt() {
        assertThat(taowa.exec("secretive", "printenv", "THE_TOKEN").out()).isEqualTo(VALUE + "\n");
        assertThat(taowa.exec("secretive", "bash", "-lc", "printf %s \"$THE_TOKEN\" | sha256sum; cat ~/lifecycle")
                        .out()
                        .lines()
                        .distinct())
                .as("login shells and lifecycle commands")
                .hasSize(1);
        var link = Web.link(taowa, "secretive", "ide");
        Web.get(Web.origin(link), Web.cookie(link));
        assertThat(taowa.sh("secretive", """
                        pid=$(systemctl show --value -p MainPID taowa-ide)
                        tr '\\0' '\\n' < /proc/$pid/environ | sed -n 's/^THE_TOKEN=//p'""")).as("the IDE's terminals").isEqualTo(VALUE);
    }

    private void nothingTellsIt() {
        var engine = Programs.asRoot(
                        "sh",
                        "-c",
                        "podman ps -aq --filter label=dev.taowa.state=\"$0\" | xargs podman inspect;"
                                + " podman images -q | xargs podman inspect; ps -eo args ww",
                        taowa.stateId())
                .orFail()
                .out();
        assertThat(engine).contains("secretive").doesNotContain("tw-s3cret");
        try (var files = Files.walk(taowa.state())) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.startsWith(taowa.state().resolve("secrets")))
                            .filter(SecretsE2E::tells))
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(taowa.run("logs", "secretive").out()).doesNotContain("tw-s3cret");
        assertThat(taowa.exec("secretive", "sudo", "journalctl", "--no-pager").out())
                .doesNotContain("tw-s3cret");
    }

    private static boolean tells(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("tw-s3cret");
        } catch (IOException gone) {
            return false;
        }
    }
}
