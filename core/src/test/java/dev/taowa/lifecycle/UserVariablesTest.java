package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.metadata.Environment;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.UserEnvProbe;
import dev.taowa.task.Event;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The variables that lifecycle commands have. */
class UserVariablesTest {

    private final LifecycleBench bench = new LifecycleBench();

    @Test
    void commandsHaveTheVariablesOfTheUsersShell() {
        bench.sessions.shellSays = Optional.of("PATH=/opt/tool/bin:/usr/bin\0SECOND=a\nb\0SHLVL=1\0DECIDED=x\0");
        var environment = new Environment(Map.of(), Map.of("DECIDED", Optional.of("y")), Optional.empty());

        bench.run(
                LifecycleBench.metadata(LifecycleBench.hooks(LifecycleStage.POST_CREATE, "create"), environment),
                LifecycleBench.FOLDER);

        assertThat(bench.sessions.environment).isEqualTo(Map.of("PATH", "/opt/tool/bin:/usr/bin", "SECOND", "a\nb"));
        assertThat(bench.sessions.probed).containsExactly("-l", "-i");
        assertThat(bench.events).noneMatch(Event.Warned.class::isInstance);
    }

    @Test
    void whatSessionsHaveAnywayIsNotPassedAsAnArgument() {
        bench.sessions.sessionHas = "TOKEN=t0p\0PATH=/usr/bin\0";
        bench.sessions.shellSays = Optional.of("TOKEN=t0p\0PATH=/opt/tool/bin:/usr/bin\0");

        bench.run(LifecycleBench.hooks(LifecycleStage.POST_CREATE, "create"), LifecycleBench.FOLDER);

        assertThat(bench.sessions.environment).isEqualTo(Map.of("PATH", "/opt/tool/bin:/usr/bin"));
    }

    @Test
    void aShellThatDoesNotAnswerIsToldOf() {
        bench.sessions.shellSays = Optional.empty();

        bench.run(LifecycleBench.hooks(LifecycleStage.POST_CREATE, "create"), LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("create");
        assertThat(bench.events)
                .anyMatch(event -> event instanceof Event.Warned(var text) && text.contains("shell of dev"));
    }

    @Test
    void aShellIsNotAskedWhenNothingWantsIt() {
        var environment = new Environment(Map.of(), Map.of(), Optional.of(UserEnvProbe.NONE));

        bench.run(
                LifecycleBench.metadata(LifecycleBench.hooks(LifecycleStage.POST_CREATE, "create"), environment),
                LifecycleBench.FOLDER);
        bench.run(Hooks.NONE, LifecycleBench.FOLDER);

        assertThat(bench.sessions.probed).isEmpty();
    }
}
