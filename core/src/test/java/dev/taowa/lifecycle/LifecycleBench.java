package dev.taowa.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.metadata.Environment;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleCommand;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.Metadata;
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
import java.io.IOException;
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

/** Lifecycle commands run on a workspace in memory. */
final class LifecycleBench {

    private static final Path APP = Path.of("/home/me/app");
    static final Checkout FOLDER = new Checkout(new Source.Folder(APP), APP, "");
    static final Checkout GIT = new Checkout(
            new Source.Git("https://example.test/app", Optional.empty(), "", "https://example.test/app"), APP, "");
    static final Workspace WORKSPACE = new Workspace(
            new WorkspaceId("0123456789ab"),
            new WorkspaceName("app"),
            new ImageTag("base:1"),
            Map.of(WorkspaceLabels.FOLDER, "/workspaces/app", WorkspaceLabels.USER, LoginUser.DEV.toJson()),
            Instant.EPOCH,
            new WorkspaceState.Running(Instant.EPOCH),
            OptionalInt.of(2222));

    final FakeSessions sessions = new FakeSessions();
    final List<String> onHost = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final AtomicBoolean outOfMemory = new AtomicBoolean();
    final Lifecycle lifecycle = new Lifecycle(
            sessions,
            (argv, environment, folder, lines) -> {
                onHost.add(String.join(" ", argv));
                return 0;
            },
            (id, since) -> id.equals(WORKSPACE.id()) && since.equals(Instant.EPOCH) && outOfMemory.get(),
            () -> Instant.EPOCH);

    /** Keeps the record files, and fails the commands it is told to. */
    static final class FakeSessions implements Sessions {

        final List<String> ran = new CopyOnWriteArrayList<>();
        final List<String> recorded = new ArrayList<>();
        final List<String> running = new ArrayList<>();
        final List<String> probed = new ArrayList<>();
        Map<String, String> environment = Map.of();
        Optional<String> shellSays = Optional.of("A=b\0");
        String sessionHas = "";
        String failing = "";
        boolean cutOff;

        @Override
        public synchronized int run(Workspace workspace, Command command, Consumer<String> lines) throws IOException {
            if (command.user().equals("root")) {
                if (command.argv().getFirst().equals("find")) {
                    recorded.stream()
                            .map(path -> path.substring(path.lastIndexOf('/') + 1))
                            .forEach(lines);
                } else if (command.argv().contains("/dev/null")) {
                    recorded.add(command.argv().getLast());
                } else if (command.argv().getFirst().equals("install")) {
                    running.add(command.argv().getLast());
                } else {
                    running.remove(command.argv().getLast());
                }
                return 0;
            }
            if (command.argv().contains("-c") && command.argv().getLast().startsWith("-")) {
                probed.addAll(command.argv().subList(4, command.argv().size()));
                lines.accept("taowa-session:"
                        + Base64.getEncoder().encodeToString(sessionHas.getBytes(StandardCharsets.UTF_8)));
                lines.accept("bash: no job control in this shell");
                shellSays
                        .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .ifPresent(text -> lines.accept("taowa-variables:" + text));
                return 0;
            }
            assertThat(command.folder()).isEqualTo("/workspaces/app");
            environment = command.environment();
            ran.add(command.argv().getLast());
            if (cutOff) {
                throw new IOException("the connection to the workspace ended before the command did");
            }
            lines.accept("output of " + command.argv().getLast());
            return command.argv().getLast().equals(failing) ? 3 : 0;
        }
    }

    void run(Hooks hooks, Checkout checkout) {
        run(metadata(hooks, Environment.NONE), checkout);
    }

    /** All of it, as a start does. */
    void run(Metadata metadata, Checkout checkout) {
        new Phases(events::add, InstantSource.fixed(Instant.EPOCH))
                .run(Phase.LIFECYCLE, Duration.ofMinutes(1), step -> {
                    lifecycle.initialize(metadata.hooks(), checkout, step);
                    var run = lifecycle.of(WORKSPACE, metadata, line -> line.replace("t0p-secret", "***"));
                    run.first(step);
                    if (run.hasLater()) {
                        sessions.ran.add("ready");
                        run.later(step);
                    }
                    return "";
                });
    }

    void initialize(Hooks hooks, Lifecycle.Place place) {
        new Phases(events::add, InstantSource.fixed(Instant.EPOCH))
                .run(Phase.LIFECYCLE, Duration.ofMinutes(1), step -> {
                    lifecycle.initialize(hooks, place, step);
                    return "";
                });
    }

    static Metadata metadata(Hooks hooks, Environment environment) {
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

    static Hooks hooks(Object... stagesAndTexts) {
        var commands = new LinkedHashMap<LifecycleStage, LifecycleCommand>();
        for (var index = 0; index < stagesAndTexts.length; index += 2) {
            commands.put((LifecycleStage) stagesAndTexts[index], new LifecycleCommand.Shell((String)
                    stagesAndTexts[index + 1]));
        }
        return hooks(commands);
    }

    static Hooks hooks(Map<LifecycleStage, LifecycleCommand> commands) {
        var hooks = new LinkedHashMap<LifecycleStage, List<Hooks.Hook>>();
        commands.forEach((stage, command) -> hooks.put(stage, List.of(new Hooks.Hook("devcontainer.json", command))));
        return new Hooks(hooks, Optional.empty());
    }
}
