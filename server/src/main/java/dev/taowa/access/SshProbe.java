package dev.taowa.access;

import dev.taowa.dial.Dialer;
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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the banner of a workspace's sshd, and hears at once when the machine ends instead.
 *
 * <p>It waits as long as it is let: whoever gave the progress decides when there has been too little of it. The time
 * that the machine computes counts as progress, so a slow boot is told apart from one that hangs.
 */
public final class SshProbe implements Readiness {

    private static final int SSH_PORT = 22;
    private static final Duration RETRY = Duration.ofMillis(20);
    private static final Duration LOOK = Duration.ofSeconds(2);

    /** Less than this in {@link #LOOK} is the idle hum of a machine that boots no further. */
    private static final Duration BUSY = Duration.ofMillis(200);

    private final Driver driver;

    public SshProbe(Driver driver) {
        this.driver = driver;
    }

    @Override
    public void awaitSsh(Workspace workspace, Progress progress) {
        var signals = new LinkedBlockingQueue<Signal>();
        try (var _ = driver.watch(change -> {
                    if (change.id().equals(workspace.id())) {
                        signals.add(new Signal.Changed(change.state()));
                    }
                });
                var attempts = new Attempts(driver.dialer(workspace.id()), signals)) {
            driver.find(workspace.id()).ifPresent(found -> signals.add(new Signal.Changed(found.state())));
            await(workspace, progress, signals, attempts);
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

    private void await(Workspace workspace, Progress progress, BlockingQueue<Signal> signals, Attempts attempts)
            throws InterruptedException {
        var work = new Work(workspace, progress);
        attempts.start(Duration.ZERO);
        while (true) {
            var signal = signals.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            switch (signal) {
                case Signal.Answered _ -> {
                    return;
                }
                case Signal.Refused _ -> attempts.start(RETRY);
                case Signal.Changed(var state) -> check(workspace, state);
                case null -> {}
            }
            work.look();
        }
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

        record Answered() implements Signal {}

        record Refused() implements Signal {}

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

    /** One connection after the other, each in a thread that ends with it. */
    private static final class Attempts implements AutoCloseable {

        private final Dialer dialer;
        private final BlockingQueue<Signal> signals;
        private @Nullable SocketChannel current;
        private boolean over;

        Attempts(Dialer dialer, BlockingQueue<Signal> signals) {
            this.dialer = dialer;
            this.signals = signals;
        }

        void start(Duration delay) {
            Thread.ofVirtual().name("ssh-probe").start(() -> {
                try {
                    Thread.sleep(delay);
                    signals.add(answers() ? new Signal.Answered() : new Signal.Refused());
                } catch (InterruptedException unexpected) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private boolean answers() {
            try (var channel = dialer.dial(SSH_PORT)) {
                return keep(channel) && sendsBanner(channel);
            } catch (IOException | ProblemException notYet) {
                return false;
            }
        }

        private synchronized boolean keep(SocketChannel channel) {
            current = channel;
            return !over;
        }

        private static boolean sendsBanner(SocketChannel channel) throws IOException {
            var wanted = ByteBuffer.wrap("SSH-2.0-".getBytes(StandardCharsets.US_ASCII));
            var got = ByteBuffer.allocate(wanted.remaining());
            while (got.hasRemaining()) {
                if (channel.read(got) < 0) {
                    return false;
                }
            }
            return got.flip().equals(wanted);
        }

        /** Ends a wait for the banner by closing its channel; a thread inside a dialer is never interrupted. */
        @Override
        public synchronized void close() {
            over = true;
            if (current == null) {
                return;
            }
            try {
                current.close();
            } catch (IOException ignored) {
                // Nobody reads from it any more.
            }
        }
    }
}
