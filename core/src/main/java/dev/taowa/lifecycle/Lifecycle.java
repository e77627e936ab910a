package dev.taowa.lifecycle;

import dev.taowa.definition.Hooks;
import dev.taowa.definition.LifecycleCommand;
import dev.taowa.definition.LifecycleStage;
import dev.taowa.definition.Metadata;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.document.DocumentProblems;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Fork;
import dev.taowa.task.Step;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs lifecycle commands (containers.dev, "Lifecycle scripts"). A command that fails stops the stages after it and
 * keeps the workspace; the next run goes on with that command.
 *
 * <p>Safe for use by many threads.
 */
public final class Lifecycle {

    private static final List<LifecycleStage> ONCE = List.of(
            LifecycleStage.ON_CREATE,
            LifecycleStage.UPDATE_CONTENT,
            LifecycleStage.POST_CREATE,
            LifecycleStage.POST_START);

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

    /** Runs the command line of a property to its end and returns its exit status. */
    private interface Runner {
        int run(String name, List<String> argv, Consumer<String> lines) throws IOException;
    }

    /** Runs initializeCommand where the person's own folder is; that of a Git source runs in {@link #run}. */
    public void initialize(Hooks hooks, Checkout checkout, Step step) {
        if (checkout.source() instanceof Source.Folder) {
            Runner runner = (_, argv, lines) -> programs.run(argv, Map.of(), checkout.folder(), lines);
            hooks.of(LifecycleStage.INITIALIZE).forEach(hook -> runHook(LifecycleStage.INITIALIZE, hook, runner, step));
        }
    }

    /** Runs what is due in a workspace that can be entered. */
    public void run(Workspace workspace, Metadata metadata, Checkout checkout, Step step) throws IOException {
        var lifecycleRecord = new LifecycleRecord(sessions, workspace);
        var due = due(metadata.hooks(), checkout, lifecycleRecord);
        if (metadata.customizations().gitConfig().orElse(false)) {
            new GitIdentity(sessions, programs).bring(workspace, step);
        }
        if (due.isEmpty()) {
            step.unchanged();
            return;
        }
        var runner = runner(workspace, new UserVariables(sessions, workspace).probe(metadata.environment(), step));
        for (var each : due) {
            runHook(each.stage(), each.hook(), runner, step);
            if (ONCE.contains(each.stage())) {
                lifecycleRecord.add(each);
            }
        }
    }

    private Runner runner(Workspace workspace, Map<String, String> environment) {
        var folder = workspace.label(WorkspaceLabels.FOLDER);
        var user = LoginUser.of(workspace.label(WorkspaceLabels.USER));
        return (name, argv, lines) -> {
            var started = clock.instant();
            var status = sessions.run(workspace, new Command(user.name(), argv, environment, folder), lines);
            if (status != 0 && kills.since(workspace.id(), started)) {
                throw new ProblemException(outOfMemory(name, status));
            }
            return status;
        };
    }

    private static List<DueHook> due(Hooks hooks, Checkout checkout, LifecycleRecord lifecycleRecord)
            throws IOException {
        var due = new ArrayList<DueHook>();
        hooks.byStage().forEach((stage, each) -> {
            for (var index = 0; index < each.size(); index++) {
                due.add(new DueHook(stage, index, each.get(index)));
            }
        });
        if (checkout.source() instanceof Source.Folder) {
            due.removeIf(each -> each.stage() == LifecycleStage.INITIALIZE);
        }
        if (due.stream().anyMatch(each -> ONCE.contains(each.stage()))) {
            var done = lifecycleRecord.read();
            due.removeIf(each -> done.contains(each.recordName()));
        }
        return due;
    }

    private static void runHook(LifecycleStage stage, Hooks.Hook hook, Runner runner, Step step) {
        var name = "%s of %s".formatted(stage.property(), hook.origin());
        step.line("running " + name);
        runCommand(name, hook.command(), runner, step::line);
    }

    private static void runCommand(String name, LifecycleCommand command, Runner runner, Consumer<String> lines) {
        switch (command) {
            case LifecycleCommand.Shell shell -> runLine(name, List.of("/bin/sh", "-c", shell.text()), runner, lines);
            case LifecycleCommand.Program program -> runLine(name, program.argv(), runner, lines);
            case LifecycleCommand.Parallel parallel ->
                Fork.all(parallel.commands().entrySet().stream()
                        .<Callable<String>>map(each -> () -> {
                            runCommand(
                                    "\"%s\" in %s".formatted(DocumentProblems.printable(each.getKey()), name),
                                    each.getValue(),
                                    runner,
                                    line -> lines.accept("[" + each.getKey() + "] " + line));
                            return each.getKey();
                        })
                        .toList());
        }
    }

    private static void runLine(String name, List<String> argv, Runner runner, Consumer<String> lines) {
        if (argv.isEmpty()) {
            return;
        }
        int status;
        try {
            status = runner.run(name, argv, lines);
        } catch (IOException e) {
            throw new ProblemException(failed(name, "could not be run: " + e.getMessage()), e);
        }
        if (status != 0) {
            throw new ProblemException(failed(name, "ended with exit status " + status));
        }
    }

    private static Problem outOfMemory(String name, int status) {
        return new Problem(
                ProblemCode.OUT_OF_MEMORY,
                "%s ran out of the workspace's memory (exit status %d)".formatted(name, status),
                "the workspace is kept: give it more by hostRequirements.memory or `--memory`, and run `taowa up` again");
    }

    private static Problem failed(String name, String how) {
        return new Problem(
                ProblemCode.LIFECYCLE_FAILED,
                "%s %s".formatted(name, how),
                "its output is above and in `taowa logs`; the workspace is kept: mend the command, or look inside with"
                        + " `taowa ssh`, and run `taowa up` again");
    }
}
