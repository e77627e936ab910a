package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.Metadata;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.task.Step;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Runs lifecycle commands (containers.dev, "Lifecycle scripts"). A command that fails stops the stages after it and
 * keeps the workspace; the next run goes on with that command.
 *
 * <p>Safe for use by many threads.
 */
public final class Lifecycle {

    private static final String MEND = "mend the command, whose output `taowa logs` has, and run `taowa up` again";

    private final Sessions sessions;
    private final HostPrograms programs;
    private final MemoryKills kills;
    private final InstantSource clock;

    public Lifecycle(Sessions sessions, HostPrograms programs, MemoryKills kills, InstantSource clock) {
        this.sessions = sessions;
        this.programs = programs;
        this.kills = kills;
        this.clock = clock;
    }

    /** Runs initializeCommand where the person's own folder is; a stranger's runs nothing there. */
    public void initialize(Hooks hooks, Checkout checkout, Step step) {
        if (checkout.isTrusted()) {
            initialize(hooks, (argv, lines) -> programs.run(argv, Map.of(), checkout.folder(), lines), step);
        }
    }

    /** A place where a stranger's programs can run to their end. */
    @FunctionalInterface
    public interface Place {

        /** The exit status; each line of output is told. */
        int run(List<String> argv, Consumer<String> lines) throws IOException;
    }

    /** Runs initializeCommand in that place. */
    public void initialize(Hooks hooks, Place place, Step step) {
        var commands = new HookCommands((_, _, argv, lines) -> place.run(argv, lines), MEND);
        DueHook.all(hooks, LifecycleStage.INITIALIZE).forEach(hook -> commands.run(hook, step));
    }

    /**
     * The commands of a workspace that can be entered; nothing is run yet.
     *
     * @param shown what is told of a line of their output, which may hold secrets
     */
    public LifecycleRun of(Workspace workspace, Metadata metadata, UnaryOperator<String> shown) {
        return new LifecycleRun(this, workspace, metadata, shown, new LifecycleRecord(sessions, workspace));
    }

    /** Brings the person's Git name and address into a workspace that has none. */
    public void bringGitIdentity(Workspace workspace, Step step) throws IOException {
        new GitIdentity(sessions, programs).bring(workspace, step);
    }

    /** Runs commands in the workspace, as its user, with the variables of the user's shell. */
    HookCommands inside(Workspace workspace, Metadata metadata, UnaryOperator<String> shown, Step step)
            throws IOException {
        var environment = new UserVariables(sessions, workspace).probe(metadata.environment(), step);
        var folder = workspace.label(WorkspaceLabels.FOLDER);
        var user = LoginUser.of(workspace.label(WorkspaceLabels.USER));
        var lasting = new LastingCommand(sessions, workspace);
        return new HookCommands(
                (stage, name, argv, lines) -> {
                    var started = clock.instant();
                    var command = new Command(user.name(), argv, environment, folder);
                    Consumer<String> masked = line -> lines.accept(shown.apply(line));
                    var status = LifecycleRun.ONCE.contains(stage)
                            ? lasting.run(stage, name, command, masked)
                            : sessions.run(workspace, command, masked);
                    if (status != 0 && kills.since(workspace.id(), started)) {
                        throw new ProblemException(outOfMemory(name, status));
                    }
                    return status;
                },
                "the workspace is kept: look inside with `taowa ssh`, or " + MEND);
    }

    private static Problem outOfMemory(String name, int status) {
        return new Problem(
                ProblemCode.OUT_OF_MEMORY,
                "%s ran out of the workspace's memory (exit status %d)".formatted(name, status),
                "the workspace is kept: give it more by hostRequirements.memory or `--memory`, and run `taowa up`"
                        + " again");
    }
}
