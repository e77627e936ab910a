package dev.taowa.driver.podman.root;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The root helper of one user and state, started through sudo:
 *
 * <pre>sudo -- setsid --fork java … dev.taowa.driver.podman.root.RootMain --state-id ID --uid U --gid G</pre>
 *
 * <p>It leaves the terminal, serves {@code /run/taowa/ID/root.sock}, and ends 30 seconds after the last connection
 * closed, with the services it started and its run folder. A second one finds the first and ends at once. What it has to say goes to
 * {@code /run/taowa/ID/root.log}, or to stderr before it has that.
 */
public final class RootMain {

    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(30);
    private static final int HOST_FAULT = 3;
    private static final int INPUT_FAULT = 2;

    private RootMain() {}

    public static void main(String[] arguments) {
        try {
            var parsed = HelperArguments.parse(List.of(arguments));
            if (!RootChoice.isRoot()) {
                System.err.println("problem: the root helper was not started by root\nfix: let taowa start it");
                System.exit(HOST_FAULT);
            }
            serve(parsed);
        } catch (IllegalArgumentException thrown) {
            System.err.println("problem: the root helper was started wrongly: " + thrown.getMessage()
                    + "\nfix: let taowa start it");
            System.exit(INPUT_FAULT);
        } catch (ProblemException thrown) {
            System.err.println("problem: " + thrown.problem().what());
            System.err.println("fix: " + thrown.problem().fix());
            System.exit(HOST_FAULT);
        } catch (IOException | InterruptedException thrown) {
            System.err.println("problem: the root helper failed: " + thrown);
            System.exit(HOST_FAULT);
        }
        System.exit(0);
    }

    private static void serve(HelperArguments arguments) throws IOException, InterruptedException {
        var lock = HelperLock.obtain(arguments.stateId());
        if (lock.isEmpty()) {
            return;
        }
        try (var _ = lock.get()) {
            var root = LocalRoot.servingUser(arguments.stateId(), arguments.user());
            Runtime.getRuntime().addShutdownHook(new Thread(root::close));
            leaveTerminal(root, root.runFolder());
            try (var server = RootServer.listen(root)) {
                server.awaitIdle(FIRST_CONNECTION, arguments.idle());
            }
            // before the lock is let go, so that a next helper finds nothing half ended
            root.close();
        }
    }

    private static void leaveTerminal(LocalRoot root, Path folder) throws IOException {
        Native.ignoreHangup();
        try {
            Native.newSession();
        } catch (SystemCallException thrown) {
            // it leads a group already, so it has left the terminal's
        }
        var log = folder.resolve("root.log");
        root.write(log, new byte[0], 0600);
        root.handOver(log);
        var nothing = Native.open("/dev/null", Native.O_RDWR);
        var output = Native.open(log.toString(), Native.O_RDWR | Native.O_APPEND);
        Native.duplicate(nothing, 0);
        Native.duplicate(output, 1);
        Native.duplicate(output, 2);
        Native.close(nothing);
        Native.close(output);
    }
}
