package dev.taowa.cli;

import dev.taowa.cli.client.OperationRun;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.progress.Display;
import dev.taowa.cli.progress.Displays;
import dev.taowa.cli.terminal.Signals;
import dev.taowa.cli.terminal.Terminal;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Progress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Runs an operation of the server and shows it; Ctrl-C cancels it, a second one leaves. */
final class Operations {

    /** What a shell reports of a program that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private Operations() {}

    /** Returns the workspace's name, or throws the problem that it ended in. */
    static String run(CommandContext context, Supplier<Json> request) {
        return run(context, request, _ -> {});
    }

    /** As {@link #run(CommandContext, Supplier)}; {@code events} hears them too. */
    static String run(CommandContext context, Supplier<Json> request, Progress events) {
        var environment = context.environment();
        try (var display = Displays.of(context.err(), Terminal.ofProgress(environment), environment)) {
            context.speakThrough(display::say);
            var operation = new OperationRun(
                    context.api(),
                    event -> {
                        display.show(event);
                        events.report(event);
                    },
                    request);
            var asked = new AtomicBoolean();
            Signals.handle("INT", () -> interrupt(operation, display, asked));
            return operation.run();
        } finally {
            context.speakPlainly();
        }
    }

    private static void interrupt(OperationRun operation, Display display, AtomicBoolean asked) {
        if (asked.getAndSet(true)) {
            display.close();
            Runtime.getRuntime().halt(INTERRUPTED);
        }
        display.say("cancelling; press Ctrl-C again to leave at once");
        try {
            if (operation.cancel()) {
                return;
            }
        } catch (ProblemException unknownBecauseEnded) {
            return;
        }
        display.close();
        Runtime.getRuntime().halt(INTERRUPTED);
    }
}
