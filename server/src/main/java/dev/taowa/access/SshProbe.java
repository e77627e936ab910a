package dev.taowa.access;

import dev.taowa.dial.Readiness;
import dev.taowa.driver.Driver;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceState;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits until a workspace's sshd sends its banner, or its web IDE listens, and hears at once when the machine ends instead.
 *
 * <p>It waits as long as it is let: whoever gave the progress decides when there has been too little of it. The time
 * that the machine computes counts as progress, so a slow boot is told apart from one that hangs.
 */
public final class SshProbe implements Readiness {

    private static final int IDE_PORT = 7999;
    private static final Duration RETRY = Duration.ofMillis(20);
    /** From the end of the boot on; its socket comes up with the machine. */
    private static final Duration IDE_PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Less than this in {@link #LOOK} is the idle hum of a machine that boots no further. */
    private static final Duration BUSY = Duration.ofMillis(200);

    private final Driver driver;

    public SshProbe(Driver driver) {
        this.driver = driver;
    }

    @Override
    public void awaitSsh(Workspace workspace, Progress progress) {
        try (var banner = new Banner(driver.dialer(workspace.id()))) {
            await(workspace, progress, banner::arrives);
        }
    }

    @Override
    public void awaitIde(Workspace workspace, Progress progress) {
        var giveUpAt = System.nanoTime() + IDE_PATIENCE.toNanos();
        await(workspace, progress, () -> {
            if (System.nanoTime() > giveUpAt) {
                throw new ProblemException(noIde(workspace));
            }
            return driver.listening(workspace.id()).contains(IDE_PORT);
        });
    }

    /** Asks again and again, until the answer is yes or the machine has ended. */
    private void await(Workspace workspace, Progress progress, BooleanSupplier question) {
        var signals = new LinkedBlockingQueue<Signal>();
        try (var _ = driver.watch(change -> {
            if (change.id().equals(workspace.id())) {
                signals.add(new Signal.Changed(change.state()));
            }
        })) {
            driver.find(workspace.id()).ifPresent(found -> signals.add(new Signal.Changed(found.state())));
            listen(workspace, progress, signals, question);
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(
                            ProblemCode.CANCELLED,
                            "waiting for workspace %s was cancelled".formatted(workspace.name()),
                            "run the same command again to go on"),
                    thrown);
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new IllegalStateException("cannot stop watching", thrown);
        }
    }

    private void listen(Workspace workspace, Progress progress, BlockingQueue<Signal> signals, BooleanSupplier question)
            throws InterruptedException {
        var work = new Work(workspace, progress);
        ask(question, Duration.ZERO, signals);
        while (true) {
            var signal = signals.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            switch (signal) {
                case Signal.Answered(var yes) -> {
                    if (yes) {
                        return;
                    }
                    ask(question, RETRY, signals);
                }
                case Signal.Broken(var problem) -> throw problem;
                case Signal.Changed(var state) -> check(workspace, state);
                case null -> {}
            }
            work.look();
        }
    }

    /** In a thread of its own, since an answer may be long in coming. */
    private static void ask(BooleanSupplier question, Duration delay, BlockingQueue<Signal> signals) {
        Thread.ofVirtual().name("boot-probe").start(() -> {
            try {
                Thread.sleep(delay);
                signals.add(new Signal.Answered(question.getAsBoolean()));
            } catch (RuntimeException thrown) {
                signals.add(new Signal.Broken(thrown));
            } catch (InterruptedException unexpected) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Problem noIde(Workspace workspace) {
        return new Problem(
                ProblemCode.IDE_FAILED,
                "the web IDE of workspace %s does not listen".formatted(workspace.name()),
                "see `taowa exec %s -- systemctl status taowa-ide.socket`, or use `taowa up --ide none`"
                        .formatted(workspace.name()));
    }

    private static void check(Workspace workspace, WorkspaceState state) {
        if (state instanceof WorkspaceState.Stopped stopped) {
            throw new ProblemException(ended(workspace, stopped));
        }
        if (state instanceof WorkspaceState.Missing) {
            throw new ProblemException(new Problem(
                    ProblemCode.WORKSPACE_EXITED,
                    "workspace %s was removed from the engine while it booted".formatted(workspace.name()),
                    "run `taowa up` again"));
        }
    }

    private static Problem ended(Workspace workspace, WorkspaceState.Stopped stopped) {
        var name = workspace.name();
        return switch (stopped.cause()) {
            case OUT_OF_MEMORY ->
                new Problem(
                        ProblemCode.OUT_OF_MEMORY,
                        "workspace %s ran out of memory while it booted".formatted(name),
                        "raise \"hostRequirements\": {\"memory\": …} in devcontainer.json, or use `taowa up --memory`");
            case WISHED ->
                new Problem(
                        ProblemCode.WORKSPACE_EXITED,
                        "workspace %s was stopped while it booted".formatted(name),
                        "start it again: `taowa start %s`".formatted(name));
            case EXITED ->
                new Problem(
                        ProblemCode.WORKSPACE_EXITED,
                        "the first process of workspace %s ended with status %d while it booted"
                                .formatted(name, stopped.exitStatus()),
                        "see `taowa logs %s` for its last words".formatted(name));
        };
    }

    /** What the wait hears. */
    private sealed interface Signal {

        record Answered(boolean yes) implements Signal {}

        record Broken(RuntimeException problem) implements Signal {}

        record Changed(WorkspaceState state) implements Signal {}
    }

    /** Tells of progress when the machine has computed since the last look. */
    private final class Work {

        private final Workspace workspace;
        private final Progress progress;
        private Duration computed = Duration.ZERO;
        private long lookedAt = System.nanoTime();

        Work(Workspace workspace, Progress progress) {
            this.workspace = workspace;
            this.progress = progress;
        }

        void look() {
            if (System.nanoTime() - lookedAt < LOOK.toNanos()) {
                return;
            }
            lookedAt = System.nanoTime();
            try {
                var now = driver.stats(workspace.id()).cpuTime();
                if (now.minus(computed).compareTo(BUSY) >= 0) {
                    progress.report(new Event.Advanced(Phase.BOOT, "systemd", 0, 0, Event.Unit.STEPS));
                }
                computed = now;
            } catch (ProblemException unknown) {
                // An engine that cannot tell right now is no reason to stop waiting.
            }
        }
    }
}
