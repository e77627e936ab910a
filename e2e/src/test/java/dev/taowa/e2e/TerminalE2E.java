package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a person sees: live lines in a terminal, plain ones elsewhere, a document with {@code --json}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerminalE2E {

    private static final String ESCAPE = "\u001b[";

    private final Taowa taowa = Taowa.fresh();
    private final Path project =
            Folders.project(taowa.folder(), "seen", "{\"postCreateCommand\": \"echo from the command\"}");

    @AfterAll
    void close() {
        taowa.close();
    }

    /** Runs {@code up} in a pseudo terminal of that many columns. */
    private String inTerminal(int columns, Map<String, String> environment) {
        var line = "stty cols %d; exec '%s' up '%s' --ide none --recreate"
                .formatted(columns, Taowa.HOME.resolve("taowa"), project);
        return Programs.run(
                        List.of("script", "-q", "-e", "-c", line, "/dev/null"),
                        environment,
                        taowa.folder(),
                        new byte[0],
                        Taowa.UP_LIMIT)
                .orFail()
                .out();
    }

    @Test
    void progressIsLiveInATerminal() {
        var environment = new HashMap<>(taowa.environment());
        environment.put("TERM", "xterm-256color");
        environment.put("NO_COLOR", "");

        var screen = inTerminal(100, environment);

        assertThat(screen).contains(ESCAPE).contains("Boot").contains("Lifecycle");
        assertThat(screen).containsPattern("\\d\\.\\d ?s");
    }

    @Test
    void noColorAndNarrowTerminalsWork() {
        var environment = new HashMap<>(taowa.environment());
        environment.put("TERM", "xterm-256color");
        environment.put("NO_COLOR", "1");

        var screen = inTerminal(30, environment);

        assertThat(screen).doesNotContainPattern("\u001b\\[[0-9;]*m").contains("Boot");
    }

    @Test
    void elsewhereLinesArePlain() {
        var up = taowa.run("up", project.toString(), "--ide", "none", "--recreate")
                .orFail();

        assertThat(up.out() + up.err()).doesNotContain("\u001b").doesNotContain("\r");
        assertThat(up.err()).contains("from the command").contains("Boot");
    }

    @Test
    void jsonIsAloneOnStdout() {
        var up = taowa.run("up", project.toString(), "--ide", "none", "--json").orFail();

        assertThat(Taowa.parse(up.out()).path("name").asText()).isEqualTo("seen");
        assertThat(Taowa.parse(taowa.run("ls", "--json").out()).isArray()).isTrue();
    }

    @Test
    void hostCheckAndDoctorNameEveryCapability() {
        var check = taowa.run("host", "check", "local");

        assertThat(check.status()).as(check.toString()).isZero();
        assertThat(check.out())
                .containsIgnoringCase("control groups")
                .containsIgnoringCase("user namespace")
                .containsIgnoringCase("podman")
                .containsIgnoringCase("userns");
        assertThat(taowa.json("host", "check", "local", "--json")).isNotEmpty();
        assertThat(taowa.run("doctor").status()).isZero();
        assertThat(taowa.run("version").orFail().out()).isNotBlank();
    }
}
