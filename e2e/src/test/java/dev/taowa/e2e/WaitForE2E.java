package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code waitFor}: a workspace is there before the last of its lifecycle commands has ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitForE2E {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String DEFINITION = """
            {
              "waitFor": "onCreateCommand",
              "onCreateCommand": "echo create >> ~/ran",
              "postCreateCommand": "echo begun >> ~/ran; while [ ! -e ~/go ]; do sleep 0.1; done; echo created >> ~/ran",
              "postStartCommand": "echo one thing is missing >&2; exit 4"
            }
            """;

    private final Taowa taowa = Taowa.fresh();
    private Path project = taowa.folder();

    @BeforeAll
    void prepare() {
        project = Folders.project(taowa.folder(), "waits", DEFINITION);
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    @Test
    void whatComesAfterRunsInTheBackgroundAndIsTakenUpAgain() {
        var view = taowa.up(project.toString(), "--ide", "none");
        assertThat(view.path("state").asText()).isEqualTo("running");
        assertThat(view.path("lifecycle").asText()).isEqualTo("running");
        awaitRan("create\nbegun");
        assertThat(taowa.run("ls").orFail().out()).contains("running (lifecycle)");

        taowa.up(project.toString(), "--ide", "none");
        assertThat(ran()).as("a second up attaches").isEqualTo("create\nbegun");

        taowa.run("stop", "waits").orFail();
        assertThat(taowa.status("waits")).isEqualTo("stopped");
        taowa.run("start", "waits").orFail();
        awaitRan("create\nbegun\nbegun");

        taowa.sh("waits", "touch ~/go");
        Await.until("failed", LIMIT, () -> taowa.status("waits").equals("failed"));
        assertThat(ran()).isEqualTo("create\nbegun\nbegun\ncreated");
        assertThat(taowa.run("ls").err())
                .contains("postStartCommand of devcontainer.json ended with exit status 4: one thing is missing");
        assertThat(taowa.run("logs", "waits").orFail().out()).contains("  one thing is missing\n");

        var again = taowa.run("up", project.toString(), "--ide", "none").orFail();
        assertThat(again.err()).contains("in the background, postStartCommand of devcontainer.json ended");
        assertThat(ran()).as("what is done is done").isEqualTo("create\nbegun\nbegun\ncreated");
    }

    private String ran() {
        return taowa.sh("waits", "cat ~/ran");
    }

    private void awaitRan(String expected) {
        Await.until(expected, LIMIT, () -> ran().equals(expected));
    }
}
