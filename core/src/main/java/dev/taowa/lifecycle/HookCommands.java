package dev.taowa.lifecycle;

import dev.taowa.document.DocumentProblems;
import dev.taowa.metadata.LifecycleCommand;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Fork;
import dev.taowa.task.Step;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Runs what a lifecycle property holds: one command, or several side by side. Safe for use by many threads. */
final class HookCommands {

    private final Runner runner;
    private final String fix;

    /** The fix goes with the problem of a command that fails. */
    HookCommands(Runner runner, String fix) {
        this.runner = runner;
        this.fix = fix;
    }

    /** Runs a command line to its end and returns its exit status. */
    @FunctionalInterface
    interface Runner {

        /** The exit status; {@code name} is what the command is called in problems. */
        int run(LifecycleStage stage, String name, List<String> argv, Consumer<String> lines) throws IOException;
    }

    /** Returns when all of the hook's commands succeeded; LIFECYCLE_FAILED names the first that did not. */
    void run(DueHook due, Step step) {
        var name = "%s of %s".formatted(due.stage().property(), due.hook().origin());
        step.line("running " + name);
        run(due.stage(), name, due.hook().command(), step::line);
    }

    private void run(LifecycleStage stage, String name, LifecycleCommand command, Consumer<String> lines) {
        switch (command) {
            case LifecycleCommand.Shell shell -> run(stage, name, List.of("/bin/sh", "-c", shell.text()), lines);
            case LifecycleCommand.Program program -> run(stage, name, program.argv(), lines);
            case LifecycleCommand.Parallel parallel ->
                Fork.all(parallel.commands().entrySet().stream()
                        .<Callable<String>>map(each -> () -> {
                            run(
                                    stage,
                                    "\"%s\" in %s".formatted(DocumentProblems.printable(each.getKey()), name),
                                    each.getValue(),
                                    line -> lines.accept("[" + each.getKey() + "] " + line));
                            return each.getKey();
                        })
                        .toList());
        }
    }

    private void run(LifecycleStage stage, String name, List<String> argv, Consumer<String> lines) {
        if (argv.isEmpty()) {
            return;
        }
        var last = new LastWords();
        int status;
        try {
            status = runner.run(stage, name, argv, last.andThen(lines));
        } catch (IOException e) {
            throw new ProblemException(failed(name, "could not be run: " + e.getMessage()), e);
        }
        if (status != 0) {
            throw new ProblemException(failed(name, "ended with exit status " + status + last.after(": ")));
        }
    }

    private Problem failed(String name, String how) {
        return new Problem(ProblemCode.LIFECYCLE_FAILED, "%s %s".formatted(name, how), fix);
    }
}
