package dev.taowa.access;

import dev.taowa.dial.Readiness;
import dev.taowa.driver.Driver;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.workspace.OwnPorts;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceState;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits until a workspace's sshd sends its banner, or its web IDE listens, and hears at once when the machine ends instead.
 *
 * <p>It waits as long as it is let: whoever gave the progress decides when there has been too little of it. The time
 * that the machine computes counts as progress, so a slow boot is told apart from one that hangs.
 */
public final class SshProbe implements Readiness {

    private static final Duration RETRY = Duration.ofMillis(20);
    /** From the end of the boot on; its socket comes up with the machine. */
    private static final Duration IDE_PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Less than this in {@link #LOOK} is the idle hum of a machine that boots no further. */
    private static final Duration BUSY = Duration.ofMillis(200);

    /** A connection that says nothing for so long is lost: a new one is tried. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Driver driver;
    private final Duration silence;

    public SshProbe(Driver driver) {
        this(driver, SILENCE);
    }

    SshProbe(Driver driver, Duration silence) {
        this.driver = driver;
        this.silence = silence;
    }

    @Override
    public void awaitSsh(Workspace workspace, Progress progress) {
        var dialer = driver.dialer(workspace.id());
        await(workspace, progress, () -> new Banner(dialer));
    }

    @Override
    public void awaitIde(Workspace workspace, Progress progress) {
        var giveUpAt = System.nanoTime() + IDE_PATIENCE.toNanos();
        await(workspace, progress, () -> () -> {
            if (System.nanoTime() > giveUpAt) {
                throw new ProblemException(noIde(workspace));
            }
            return driver.listening(workspace.id()).contains(OwnPorts.WEB_IDE);
        });
    }

    /** Attempts again and again, until one succeeds or the machine has ended. */
    private void await(Workspace workspace, Progress progress, Supplier<Attempt> attempts) {
        var signals = new LinkedBlockingQueue<Signal>();
        try (var _ = driver.watch(change -> {
            if (change.id().equals(workspace.id())) {
                signals.add(new Signal.Changed(change.state()));
            }
        })) {
            driver.find(workspace.id()).ifPresent(found -> signals.add(new Signal.Changed(found.state())));
            listen(workspace, progress, signals, attempts);
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

    private void listen(
            Workspace workspace, Progress progress, BlockingQueue<Signal> signals, Supplier<Attempt> attempts)
            throws InterruptedException {
        var work = new Work(workspace, progress);
        try (var looks = new Looks(attempts, signals)) {
            while (true) {
                var signal = signals.poll(Math.min(LOOK.toMillis(), silence.toMillis()), TimeUnit.MILLISECONDS);
                switch (signal) {
                    case Signal.Ended ended -> {
                        if (looks.succeeded(ended)) {
                            return;
                        }
                    }
                    case Signal.Broken(var problem) -> throw problem;
                    case Signal.Changed(var state) -> check(workspace, state);
                    case null -> {}
                }
                looks.giveUpOnSilence();
                work.look();
            }
        }
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

    /** One look at the machine from outside. */
    @FunctionalInterface
    interface Attempt extends AutoCloseable {

        /** False when the machine is not so far yet. */
        boolean succeeds();

        /** Ends a look that still lasts. */
        @Override
        default void close() {}
    }

    /** What the wait hears. */
    private sealed interface Signal {

        record Ended(Attempt attempt, boolean success) implements Signal {}

        record Broken(RuntimeException problem) implements Signal {}

        record Changed(WorkspaceState state) implements Signal {}
    }

    /** The attempts, of which the last one counts. */
    private final class Looks implements AutoCloseable {

        private final Supplier<Attempt> attempts;
        private final BlockingQueue<Signal> signals;
        private Attempt current;
        private long begunAt = System.nanoTime();

        Looks(Supplier<Attempt> attempts, BlockingQueue<Signal> signals) {
            this.attempts = attempts;
            this.signals = signals;
            this.current = attempts.get();
            begin(current, Duration.ZERO);
        }

        /** Tries again after one that failed. */
        boolean succeeded(Signal.Ended ended) {
            if (ended.attempt().equals(current) && !ended.success()) {
                next(RETRY);
            }
            return ended.success();
        }

        void giveUpOnSilence() {
            if (System.nanoTime() - begunAt > silence.toNanos()) {
                next(Duration.ZERO);
            }
        }

        private void next(Duration delay) {
            current.close();
            current = attempts.get();
            begunAt = System.nanoTime();
            begin(current, delay);
        }

        /** In a thread of its own, since an answer may be long in coming. */
        private void begin(Attempt attempt, Duration delay) {
            Thread.ofVirtual().name("boot-probe").start(() -> {
                try {
                    Thread.sleep(delay);
                    signals.add(new Signal.Ended(attempt, attempt.succeeds()));
                } catch (RuntimeException thrown) {
                    signals.add(new Signal.Broken(thrown));
                } catch (InterruptedException unexpected) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() {
            current.close();
        }
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
