package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.Definition;
import dev.taowa.definition.LifecycleCommand;
import dev.taowa.definition.LifecycleStage;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspaceName;
import dev.taowa.workspace.WorkspaceState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final Path APP = Path.of("/home/me/app");
    private static final Checkout FOLDER = new Checkout(new Source.Folder(APP), APP, "");
    private static final Checkout GIT = new Checkout(
            new Source.Git("https://example.test/app", Optional.empty(), "", "https://example.test/app"), APP, "");
    private static final Workspace WORKSPACE = new Workspace(
            new WorkspaceId("0123456789ab"),
            new WorkspaceName("app"),
            new ImageTag("base:1"),
            Map.of(WorkspaceLabels.FOLDER, "/workspaces/app", WorkspaceLabels.USER, LoginUser.DEV.toJson()),
            Instant.EPOCH,
            new WorkspaceState.Running(Instant.EPOCH),
            OptionalInt.of(2222));

    private final FakeSessions sessions = new FakeSessions();
    private final List<String> onHost = new CopyOnWriteArrayList<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicBoolean outOfMemory = new AtomicBoolean();
    private final Lifecycle lifecycle = new Lifecycle(
            sessions,
            (argv, environment, folder, lines) -> {
                onHost.add(String.join(" ", argv));
                return 0;
            },
            (id, since) -> id.equals(WORKSPACE.id()) && since.equals(Instant.EPOCH) && outOfMemory.get(),
            () -> Instant.EPOCH);

    /** Keeps the record files, and fails the commands it is told to. */
    private static final class FakeSessions implements Sessions {

        private final List<String> ran = new CopyOnWriteArrayList<>();
        private final List<String> recorded = new ArrayList<>();
        private String failing = "";

        @Override
        public synchronized int run(Workspace workspace, Command command, Consumer<String> lines) {
            if (command.user().equals("root")) {
                if (command.argv().getFirst().equals("find")) {
                    recorded.stream()
                            .map(path -> path.substring(path.lastIndexOf('/') + 1))
                            .forEach(lines);
                } else {
                    recorded.add(command.argv().getLast());
                }
                return 0;
            }
            assertThat(command.folder()).isEqualTo("/workspaces/app");
            ran.add(command.argv().getLast());
            lines.accept("output of " + command.argv().getLast());
            return command.argv().getLast().equals(failing) ? 3 : 0;
        }
    }

    @Test
    void stagesRunInTheirOrderAndOnce() {
        var definition = definition(
                LifecycleStage.POST_START, "start",
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.POST_CREATE, "created");

        run(definition, FOLDER);
        run(definition, FOLDER);

        assertThat(sessions.ran).containsExactly("create", "created", "start");
        assertThat(sessions.recorded)
                .containsExactly(
                        "/var/lib/taowa/lifecycle/onCreateCommand",
                        "/var/lib/taowa/lifecycle/postCreateCommand",
                        "/run/taowa/lifecycle/postStartCommand");
    }

    @Test
    void attachRunsEveryTime() {
        var definition = definition(LifecycleStage.POST_ATTACH, "attach");

        run(definition, FOLDER);
        run(definition, FOLDER);

        assertThat(sessions.ran).containsExactly("attach", "attach");
    }

    @Test
    void aCommandThatRanOutOfMemoryIsToldApart() {
        var definition = definition(LifecycleStage.POST_CREATE, "hungry");
        sessions.failing = "hungry";
        outOfMemory.set(true);

        assertThatThrownBy(() -> run(definition, FOLDER)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.OUT_OF_MEMORY);
            assertThat(thrown.problem().what()).contains("postCreateCommand", "memory");
        });

        sessions.failing = "";
        run(definition, FOLDER);
        assertThat(sessions.ran).containsExactly("hungry", "hungry");
    }

    @Test
    void aFailureStopsLaterStagesAndTheNextRunGoesOnThere() {
        var definition = definition(
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.POST_CREATE, "created",
                LifecycleStage.POST_START, "start");
        sessions.failing = "created";

        assertThatThrownBy(() -> run(definition, FOLDER)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.LIFECYCLE_FAILED);
            assertThat(thrown.problem().what()).contains("postCreateCommand", "exit status 3");
        });
        assertThat(sessions.ran).containsExactly("create", "created");

        sessions.failing = "";
        run(definition, FOLDER);

        assertThat(sessions.ran).containsExactly("create", "created", "created", "start");
    }

    @Test
    void parallelCommandsAllRunAndTheFailedOneIsNamed() {
        var commands = new LinkedHashMap<String, LifecycleCommand>();
        commands.put("server", new LifecycleCommand.Program(List.of("npm", "server")));
        commands.put("client", new LifecycleCommand.Shell("client"));
        sessions.failing = "client";
        var definition = definition(Map.of(LifecycleStage.POST_CREATE, new LifecycleCommand.Parallel(commands)));

        assertThatThrownBy(() -> run(definition, FOLDER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("postCreateCommand \"client\""));
        assertThat(events).contains(new Event.Line(Phase.LIFECYCLE, "[client] output of client"));
    }

    @Test
    void initializeRunsBesideThePersonsOwnFolder() {
        var definition = definition(LifecycleStage.INITIALIZE, "make ready");

        run(definition, FOLDER);

        assertThat(onHost).containsExactly("/bin/sh -c make ready");
        assertThat(sessions.ran).isEmpty();
    }

    @Test
    void initializeOfAStrangersRepositoryNeverRunsOnTheHost() {
        var definition = definition(LifecycleStage.INITIALIZE, "make ready", LifecycleStage.ON_CREATE, "create");

        run(definition, GIT);

        assertThat(onHost).isEmpty();
        assertThat(sessions.ran).containsExactly("make ready", "create");
    }

    private void run(Definition definition, Checkout checkout) {
        new Phases(events::add, InstantSource.fixed(Instant.EPOCH))
                .run(Phase.LIFECYCLE, Duration.ofMinutes(1), step -> {
                    lifecycle.initialize(definition, checkout, step);
                    lifecycle.run(WORKSPACE, definition, checkout, step);
                    return "";
                });
    }

    private static Definition definition(Object... stagesAndTexts) {
        var commands = new LinkedHashMap<LifecycleStage, LifecycleCommand>();
        for (var index = 0; index < stagesAndTexts.length; index += 2) {
            commands.put((LifecycleStage) stagesAndTexts[index], new LifecycleCommand.Shell((String)
                    stagesAndTexts[index + 1]));
        }
        return definition(commands);
    }

    private static Definition definition(Map<LifecycleStage, LifecycleCommand> commands) {
        var base = Definition.builtIn();
        return new Definition(
                base.name(),
                base.image(),
                base.features(),
                base.containerUser(),
                base.remoteUser(),
                base.containerEnv(),
                base.remoteEnv(),
                base.workspaceFolder(),
                base.workspaceMount(),
                base.mounts(),
                base.ports(),
                commands,
                base.hostRequirements(),
                base.warnings());
    }
}
