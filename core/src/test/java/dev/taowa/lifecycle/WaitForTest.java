package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleStage;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person waits for, and what comes after. */
class WaitForTest {

    private final LifecycleBench bench = new LifecycleBench();

    @Test
    void allIsWaitedForWhereNothingIsSaid() {
        var hooks = LifecycleBench.hooks(LifecycleStage.ON_CREATE, "create", LifecycleStage.POST_ATTACH, "attach");

        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("create", "attach");
    }

    @Test
    void stagesAfterTheOneThatIsWaitedForComeLater() {
        var hooks = waitingFor(LifecycleStage.UPDATE_CONTENT);

        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("create", "update", "ready", "created", "start", "attach");
        assertThat(bench.sessions.probed).as("the shell is asked once").containsExactly("-l", "-i");
    }

    @Test
    void nothingInTheWorkspaceNeedBeWaitedFor() {
        bench.run(waitingFor(LifecycleStage.INITIALIZE), LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).startsWith("ready", "create");
    }

    @Test
    void laterStagesStopAtAFailureAndTheNextRunGoesOnThere() {
        var hooks = waitingFor(LifecycleStage.UPDATE_CONTENT);
        bench.sessions.failing = "created";

        assertThatThrownBy(() -> bench.run(hooks, LifecycleBench.FOLDER))
                .hasMessageContaining(
                        "postCreateCommand of devcontainer.json ended with exit status 3: output of created");
        assertThat(bench.sessions.ran).containsExactly("create", "update", "ready", "created");

        bench.sessions.ran.clear();
        bench.sessions.failing = "";
        bench.run(hooks, LifecycleBench.FOLDER);
        assertThat(bench.sessions.ran).containsExactly("ready", "created", "start", "attach");
    }

    private static Hooks waitingFor(LifecycleStage stage) {
        var hooks = LifecycleBench.hooks(
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.UPDATE_CONTENT, "update",
                LifecycleStage.POST_CREATE, "created",
                LifecycleStage.POST_START, "start",
                LifecycleStage.POST_ATTACH, "attach");
        return new Hooks(hooks.byStage(), Optional.of(stage));
    }
}
