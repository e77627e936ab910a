package dev.taowa.driver.podman.engine;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Podman's API service: one long-lived process a state, started when it is needed and adopted when an earlier server left
 * it running. Safe for use by many threads.
 */
public final class EngineService {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration BACK_OFF = Duration.ofMillis(20);

    /**
     * After a start that failed Podman 4.3 keeps the machine's port until its garbage is collected, which by Go's default
     * can take minutes: the next start would be told that the port is taken.
     */
    private static final Map<String, String> GARBAGE = Map.of("GOGC", "25");

    private final Root root;
    private final EngineClient client;
    private final Path socket;
    private final Program program;
    private boolean obtained;

    public EngineService(Root root, String runtime, Path hooks) {
        this.root = root;
        this.socket = root.runFolder().resolve("engine.sock");
        this.client = new EngineClient(socket);
        this.program = Program.of(List.of(
                        "podman",
                        "--runtime",
                        runtime,
                        "--hooks-dir",
                        hooks.toString(),
                        "system",
                        "service",
                        "--time",
                        "0",
                        "unix://" + socket))
                .withEnvironment(GARBAGE);
    }

    public EngineClient client() {
        return client;
    }

    /** Returns once the engine answers; starts it if it does not. */
    public synchronized void ready() {
        if (obtained && client.answers()) {
            return;
        }
        // one that an earlier server left is adopted, so that it ends with this one
        var service = root.obtainService("engine", program);
        obtained = true;
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            if (Files.exists(socket) && answersOnceHandedOver()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new ProblemException(new Problem(
                        ProblemCode.ENGINE_UNREACHABLE,
                        "Podman's API service did not answer within %d seconds".formatted(START.toSeconds()),
                        "its last words are in %s; `taowa doctor` checks the host".formatted(service.log())));
            }
            LockSupport.parkNanos(BACK_OFF.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new ProblemException(new Problem(
                        ProblemCode.CANCELLED, "the operation was cancelled", "run the same command again to go on"));
            }
        }
    }

    private boolean answersOnceHandedOver() {
        root.handOver(socket);
        return client.answers();
    }
}
