package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.Environment;
import dev.taowa.definition.Hooks;
import dev.taowa.definition.LifecycleCommand;
import dev.taowa.definition.LifecycleStage;
import dev.taowa.definition.Metadata;
import dev.taowa.definition.UserEnvProbe;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
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
    static final Workspace WORKSPACE = new Workspace(
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
        private final List<String> probed = new ArrayList<>();
        private Map<String, String> environment = Map.of();
        private Optional<String> shellSays = Optional.of("A=b\0");
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
            if (command.argv().contains("-c") && command.argv().getLast().startsWith("-")) {
                probed.addAll(command.argv().subList(4, command.argv().size()));
                lines.accept("bash: no job control in this shell");
                shellSays
                        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .ifPresent(text -> lines.accept("taowa-variables:" + text));
                return 0;
            }
            assertThat(command.folder()).isEqualTo("/workspaces/app");
            environment = command.environment();
            ran.add(command.argv().getLast());
            lines.accept("output of " + command.argv().getLast());
            return command.argv().getLast().equals(failing) ? 3 : 0;
        }
    }

    @Test
    void stagesRunInTheirOrderAndOnce() {
        var hooks = hooks(
                LifecycleStage.POST_START, "start",
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.POST_CREATE, "created");

        run(hooks, FOLDER);
        run(hooks, FOLDER);

        assertThat(sessions.ran).containsExactly("create", "created", "start");
        assertThat(sessions.recorded)
                .containsExactly(
                        "/var/lib/taowa/lifecycle/onCreateCommand",
                        "/var/lib/taowa/lifecycle/postCreateCommand",
                        "/run/taowa/lifecycle/postStartCommand");
    }

    @Test
    void attachRunsEveryTime() {
        var hooks = hooks(LifecycleStage.POST_ATTACH, "attach");

        run(hooks, FOLDER);
        run(hooks, FOLDER);

        assertThat(sessions.ran).containsExactly("attach", "attach");
    }

    @Test
    void aCommandThatRanOutOfMemoryIsToldApart() {
        var hooks = hooks(LifecycleStage.POST_CREATE, "hungry");
        sessions.failing = "hungry";
        outOfMemory.set(true);

        assertThatThrownBy(() -> run(hooks, FOLDER)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.OUT_OF_MEMORY);
            assertThat(thrown.problem().what()).contains("postCreateCommand", "memory");
        });

        sessions.failing = "";
        run(hooks, FOLDER);
        assertThat(sessions.ran).containsExactly("hungry", "hungry");
    }

    @Test
    void aFailureStopsLaterStagesAndTheNextRunGoesOnThere() {
        var hooks = hooks(
                LifecycleStage.ON_CREATE, "create",
                LifecycleStage.POST_CREATE, "created",
                LifecycleStage.POST_START, "start");
        sessions.failing = "created";

        assertThatThrownBy(() -> run(hooks, FOLDER)).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.LIFECYCLE_FAILED);
            assertThat(thrown.problem().what()).contains("postCreateCommand", "exit status 3");
        });
        assertThat(sessions.ran).containsExactly("create", "created");

        sessions.failing = "";
        run(hooks, FOLDER);

        assertThat(sessions.ran).containsExactly("create", "created", "created", "start");
    }

    @Test
    void parallelCommandsAllRunAndTheFailedOneIsNamed() {
        var commands = new LinkedHashMap<String, LifecycleCommand>();
        commands.put("server", new LifecycleCommand.Program(List.of("npm", "server")));
        commands.put("client", new LifecycleCommand.Shell("client"));
        sessions.failing = "client";
        var hooks = hooks(Map.of(LifecycleStage.POST_CREATE, new LifecycleCommand.Parallel(commands)));

        assertThatThrownBy(() -> run(hooks, FOLDER))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("\"client\" in postCreateCommand"));
        assertThat(events).contains(new Event.Line(Phase.LIFECYCLE, "[client] output of client"));
    }

    @Test
    void initializeRunsBesideThePersonsOwnFolder() {
        var hooks = hooks(LifecycleStage.INITIALIZE, "make ready");

        run(hooks, FOLDER);

        assertThat(onHost).containsExactly("/bin/sh -c make ready");
        assertThat(sessions.ran).isEmpty();
    }

    @Test
    void initializeOfAStrangersRepositoryNeverRunsOnTheHost() {
        var hooks = hooks(LifecycleStage.INITIALIZE, "make ready", LifecycleStage.ON_CREATE, "create");

        run(hooks, GIT);

        assertThat(onHost).isEmpty();
        assertThat(sessions.ran).containsExactly("make ready", "create");
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
        sessions.failing = "second";

        assertThatThrownBy(() -> run(hooks, FOLDER))
                .hasMessageContaining("postCreateCommand of devcontainer.json ended with exit status 3");

        sessions.failing = "";
        run(hooks, FOLDER);

        assertThat(sessions.ran).containsExactly("first", "second", "second");
        assertThat(sessions.recorded)
                .containsExactly(
                        "/var/lib/taowa/lifecycle/postCreateCommand", "/var/lib/taowa/lifecycle/postCreateCommand.1");
    }

    @Test
    void commandsHaveTheVariablesOfTheUsersShell() {
        sessions.shellSays = Optional.of("PATH=/opt/tool/bin:/usr/bin\0SECOND=a\nb\0SHLVL=1\0DECIDED=x\0");
        var environment = new Environment(Map.of(), Map.of("DECIDED", Optional.of("y")), Optional.empty());

        run(metadata(hooks(LifecycleStage.POST_CREATE, "create"), environment), FOLDER);

        assertThat(sessions.environment).isEqualTo(Map.of("PATH", "/opt/tool/bin:/usr/bin", "SECOND", "a\nb"));
        assertThat(sessions.probed).containsExactly("-l", "-i");
        assertThat(events).noneMatch(Event.Warned.class::isInstance);
    }

    @Test
    void aShellThatDoesNotAnswerIsToldOf() {
        sessions.shellSays = Optional.empty();

        run(hooks(LifecycleStage.POST_CREATE, "create"), FOLDER);

        assertThat(sessions.ran).containsExactly("create");
        assertThat(events).anyMatch(event -> event instanceof Event.Warned(var text) && text.contains("shell of dev"));
    }

    @Test
    void aShellIsNotAskedWhenNothingWantsIt() {
        var environment = new Environment(Map.of(), Map.of(), Optional.of(UserEnvProbe.NONE));

        run(metadata(hooks(LifecycleStage.POST_CREATE, "create"), environment), FOLDER);
        run(Hooks.NONE, FOLDER);

        assertThat(sessions.probed).isEmpty();
    }

    private void run(Hooks hooks, Checkout checkout) {
        run(metadata(hooks, Environment.NONE), checkout);
    }

    private void run(Metadata metadata, Checkout checkout) {
        new Phases(events::add, InstantSource.fixed(Instant.EPOCH))
                .run(Phase.LIFECYCLE, Duration.ofMinutes(1), step -> {
                    lifecycle.initialize(metadata.hooks(), checkout, step);
                    lifecycle.run(WORKSPACE, metadata, checkout, step);
                    return "";
                });
    }

    private static Metadata metadata(Hooks hooks, Environment environment) {
        var none = Metadata.NONE;
        return new Metadata(
                none.users(),
                environment,
                none.rights(),
                none.entrypoints(),
                none.mounts(),
                none.ports(),
                hooks,
                none.hostRequirements(),
                none.customizations(),
                none.overrideCommand());
    }

    private static Hooks hooks(Object... stagesAndTexts) {
        var commands = new LinkedHashMap<LifecycleStage, LifecycleCommand>();
        for (var index = 0; index < stagesAndTexts.length; index += 2) {
            commands.put((LifecycleStage) stagesAndTexts[index], new LifecycleCommand.Shell((String)
                    stagesAndTexts[index + 1]));
        }
        return hooks(commands);
    }

    private static Hooks hooks(Map<LifecycleStage, LifecycleCommand> commands) {
        var hooks = new LinkedHashMap<LifecycleStage, List<Hooks.Hook>>();
        commands.forEach((stage, command) -> hooks.put(stage, List.of(new Hooks.Hook("devcontainer.json", command))));
        return new Hooks(hooks, Optional.empty());
    }
}
