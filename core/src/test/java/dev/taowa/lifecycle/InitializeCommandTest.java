package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.definition.LifecycleStage;
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
    void initializeOfAStrangersRepositoryNeverRunsOnTheHost() {
        var hooks = LifecycleBench.hooks(LifecycleStage.INITIALIZE, "make ready", LifecycleStage.ON_CREATE, "create");

        bench.run(hooks, LifecycleBench.GIT);

        assertThat(bench.onHost).isEmpty();
        assertThat(bench.sessions.ran).containsExactly("make ready", "create");
    }
}
