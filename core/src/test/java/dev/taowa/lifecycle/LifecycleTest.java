package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleCommand;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which commands run, in which order and how often. */
class LifecycleTest {

    private final LifecycleBench bench = new LifecycleBench();

    @Test
    void stagesRunInTheirOrderAndOnce() {
        var hooks = LifecycleBench.hooks(
                LifecycleStage.POST_START, "start",
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.POST_CREATE, "created");

        bench.run(hooks, LifecycleBench.FOLDER);
        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("create", "created", "start");
        assertThat(bench.sessions.recorded)
                .containsExactly(
                        "/var/lib/taowa/lifecycle/onCreateCommand",
                        "/var/lib/taowa/lifecycle/postCreateCommand",
                        "/run/taowa/lifecycle/postStartCommand");
    }

    @Test
    void secretsThatACommandTellsAreNotToldOn() {
        var hooks = LifecycleBench.hooks(LifecycleStage.POST_CREATE, "say t0p-secret");
        bench.sessions.failing = "say t0p-secret";

        assertThatThrownBy(() -> bench.run(hooks, LifecycleBench.FOLDER))
                .hasMessageContaining("exit status 3: output of say ***");
        assertThat(bench.events).contains(new Event.Line(Phase.LIFECYCLE, "output of say ***"));
    }

    @Test
    void attachRunsEveryTime() {
        var hooks = LifecycleBench.hooks(LifecycleStage.POST_ATTACH, "attach");

        bench.run(hooks, LifecycleBench.FOLDER);
        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("attach", "attach");
    }

    @Test
    void aCommandThatRanOutOfMemoryIsToldApart() {
        var hooks = LifecycleBench.hooks(LifecycleStage.POST_CREATE, "hungry");
        bench.sessions.failing = "hungry";
        bench.outOfMemory.set(true);

        assertThatThrownBy(() -> bench.run(hooks, LifecycleBench.FOLDER))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.OUT_OF_MEMORY);
                    assertThat(thrown.problem().what()).contains("postCreateCommand", "memory");
                });

        bench.sessions.failing = "";
        bench.run(hooks, LifecycleBench.FOLDER);
        assertThat(bench.sessions.ran).containsExactly("hungry", "hungry");
    }

    @Test
    void aCommandWhoseEndNobodySawKeepsItsPlace() {
        bench.sessions.cutOff = true;
        for (var again = 0; again < 2; again++) {
            assertThatThrownBy(() -> bench.run(
                            LifecycleBench.hooks(LifecycleStage.POST_CREATE, "install"), LifecycleBench.FOLDER))
                    .hasMessageContaining("could not be run");
        }
        assertThat(bench.sessions.running).hasSize(2).allMatch(folder -> folder.startsWith("/var/lib/taowa/running/"));
        assertThat(Set.copyOf(bench.sessions.running))
                .as("one place, that of the same command")
                .hasSize(1);

        bench.sessions.running.removeLast();
        bench.sessions.cutOff = false;
        bench.run(LifecycleBench.hooks(LifecycleStage.POST_CREATE, "install other"), LifecycleBench.FOLDER);
        assertThat(bench.sessions.running)
                .as("another command has another place")
                .hasSize(1);
    }

    @Test
    void aCommandThatEndedLeavesNoPlaceAndOneOfEachAttachHasNone() {
        bench.sessions.failing = "created";
        assertThatThrownBy(
                () -> bench.run(LifecycleBench.hooks(LifecycleStage.POST_CREATE, "created"), LifecycleBench.FOLDER));
        assertThat(bench.sessions.running).isEmpty();

        bench.sessions.cutOff = true;
        assertThatThrownBy(
                () -> bench.run(LifecycleBench.hooks(LifecycleStage.POST_ATTACH, "attach"), LifecycleBench.FOLDER));
        assertThat(bench.sessions.running).isEmpty();

        assertThatThrownBy(
                () -> bench.run(LifecycleBench.hooks(LifecycleStage.POST_START, "start"), LifecycleBench.FOLDER));
        assertThat(bench.sessions.running).singleElement().asString().startsWith("/run/taowa/running/");
    }

    @Test
    void aFailureStopsLaterStagesAndTheNextRunGoesOnThere() {
        var hooks = LifecycleBench.hooks(
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.POST_CREATE, "created",
                LifecycleStage.POST_START, "start");
        bench.sessions.failing = "created";

        assertThatThrownBy(() -> bench.run(hooks, LifecycleBench.FOLDER))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.LIFECYCLE_FAILED);
                    assertThat(thrown.problem().what()).contains("postCreateCommand", "exit status 3");
                });
        assertThat(bench.sessions.ran).containsExactly("create", "created");

        bench.sessions.failing = "";
        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("create", "created", "created", "start");
    }

    @Test
    void parallelCommandsAllRunAndTheFailedOneIsNamed() {
        var commands = new LinkedHashMap<String, LifecycleCommand>();
        commands.put("server", new LifecycleCommand.Program(List.of("npm", "server")));
        commands.put("client", new LifecycleCommand.Shell("client"));
        bench.sessions.failing = "client";
        var hooks = LifecycleBench.hooks(Map.of(LifecycleStage.POST_CREATE, new LifecycleCommand.Parallel(commands)));

        assertThatThrownBy(() -> bench.run(hooks, LifecycleBench.FOLDER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("\"client\" in postCreateCommand"));
        assertThat(bench.events).contains(new Event.Line(Phase.LIFECYCLE, "[client] output of client"));
    }

    @Test
    void initializeOfAStrangersTemplateNeverRunsOnTheHost() {
        var hooks = LifecycleBench.hooks(LifecycleStage.INITIALIZE, "make ready");

        bench.run(hooks, LifecycleBench.FOLDER.distrusted());

        assertThat(bench.onHost).isEmpty();
        assertThat(bench.sessions.ran).isEmpty();
    }

    @Test
    void hooksOfFeaturesComeFirstAndAreRecordedEach() {
        var stage = LifecycleStage.POST_CREATE;
        var hooks = new Hooks(
                Map.of(
                        stage,
                        List.of(
                                new Hooks.Hook("feature", new LifecycleCommand.Shell("first")),
                                new Hooks.Hook("devcontainer.json", new LifecycleCommand.Shell("second")))),
                Optional.empty());
        bench.sessions.failing = "second";

        assertThatThrownBy(() -> bench.run(hooks, LifecycleBench.FOLDER))
                .hasMessageContaining("postCreateCommand of devcontainer.json ended with exit status 3");

        bench.sessions.failing = "";
        bench.run(hooks, LifecycleBench.FOLDER);

        assertThat(bench.sessions.ran).containsExactly("first", "second", "second");
        assertThat(bench.sessions.recorded)
                .containsExactly(
                        "/var/lib/taowa/lifecycle/postCreateCommand", "/var/lib/taowa/lifecycle/postCreateCommand.1");
    }
}
