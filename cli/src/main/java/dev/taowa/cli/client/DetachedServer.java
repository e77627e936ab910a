package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the server as a process of its own session, so that neither the end of this program nor Ctrl-C in its terminal
 * ends it, and waits for the file that the server writes once it answers.
 */
public final class DetachedServer implements ServerStart {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOG_LINES = 15;

    private final StateFolder state;
    private final Installation installation;

    public DetachedServer(StateFolder state, Installation installation) {
        this.state = state;
        this.installation = installation;
    }

    @Override
    public ServerAddress run(Supplier<Optional<ServerAddress>> find) {
        state.obtain();
        try {
            return await(start(), find);
        } catch (IOException e) {
            throw failed("the local server cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits until the address is found; looks whenever the state folder changes or the process ends. */
    ServerAddress await(Process process, Supplier<Optional<ServerAddress>> find) throws IOException {
        var changes = new Semaphore(0);
        try (var watch = state.path().getFileSystem().newWatchService()) {
            state.path().register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            Thread.ofPlatform().daemon().name("state-watch").start(() -> pass(watch, changes));
            var _ = process.onExit().thenRun(changes::release);
            return await(changes, process, find);
        }
    }

    private Process start() throws IOException {
        var argv = new ArrayList<String>();
        argv.add("setsid");
        argv.addAll(installation.serverCommand());
        var log = state.serverLog();
        if (!Files.exists(log)) {
            Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        var builder = new ProcessBuilder(argv)
                .directory(state.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("TAOWA_STATE", state.path().toString());
        builder.environment().put("TAOWA_HOME", installation.home().toString());
        return builder.start();
    }

    private ServerAddress await(Semaphore changes, Process process, Supplier<Optional<ServerAddress>> find) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var alive = process.isAlive();
            var found = find.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (!alive && !anotherHoldsTheLock()) {
                throw failed("the local server ended while it started" + endOfLog(), null);
            }
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw failed(
                        "the local server did not answer within %d seconds".formatted(PATIENCE.toSeconds())
                                + endOfLog(),
                        null);
            }
            pause(changes, left);
        }
    }

    /** Until something changed in the folder, or the process ended, or the time is over. */
    private void pause(Semaphore changes, long nanos) {
        try {
            if (changes.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("starting the local server was interrupted", e);
        }
    }

    private static void pass(WatchService watch, Semaphore changes) {
        try {
            while (true) {
                var key = watch.take();
                key.pollEvents();
                key.reset();
                changes.release();
            }
        } catch (ClosedWatchServiceException over) {
            // The server answers, or will not.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of two that start at once, one gets the lock and the other ends; then the first one's file is waited for. */
    private boolean anotherHoldsTheLock() {
        var lock = state.path().resolve("server.lock");
        if (!Files.exists(lock)) {
            return false;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            return held == null;
        } catch (IOException unusable) {
            return false;
        }
    }

    private String endOfLog() {
        try {
            var lines = Files.readAllLines(state.serverLog(), StandardCharsets.UTF_8);
            var end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            return end.isEmpty() ? "" : "; its last words:\n  " + String.join("\n  ", end);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private ProblemException failed(String what, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.SERVER_FAILED,
                        what,
                        "read %s, then run the same command again; `taowa doctor` looks for the cause"
                                .formatted(state.serverLog())),
                cause);
    }
}
