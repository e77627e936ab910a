package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.metadata.LifecycleStage;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Where initializeCommand runs. */
class InitializeCommandTest {

    private final LifecycleBench bench = new LifecycleBench();

    @Test
    void initializeRunsBesideThePersonsOwnFolder() {
        var hooks = LifecycleBench.hooks(LifecycleStage.INITIALIZE, "make ready");

        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.onHost).containsExactly("/bin/sh -c make ready");
        assertThat(bench.sessions.ran).isEmpty();
    }

    @Test
    void initializeOfAStrangersRepositoryRunsNeitherOnTheHostNorInTheWorkspace() {
        var hooks = LifecycleBench.hooks(LifecycleStage.INITIALIZE, "make ready", LifecycleStage.ON_CREATE, "create");

        bench.run(hooks, LifecycleBench.GIT);

        assertThat(bench.onHost).isEmpty();
        assertThat(bench.sessions.ran).containsExactly("create");
    }

    @Test
    void itRunsWhereItIsToldAndStopsAtAFailure() {
        var hooks = LifecycleBench.hooks(LifecycleStage.INITIALIZE, "make ready", LifecycleStage.ON_CREATE, "create");
        var ran = new ArrayList<String>();

        assertThatThrownBy(() -> bench.initialize(hooks, (argv, lines) -> {
                    ran.add(String.join(" ", argv));
                    lines.accept("no rule");
                    return 2;
                }))
                .hasMessageContaining("initializeCommand of devcontainer.json ended with exit status 2: no rule");
        assertThat(ran).containsExactly("/bin/sh -c make ready");
    }
}
