package dev.taowa.cli.client;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts the helper that acts as root for an ordinary user, through sudo, which asks for the password itself. */
public final class SudoRootSide implements RootSide {

    private static final Path SELF = Path.of("/proc/self");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final StateFolder state;
    private final Installation installation;
    private final boolean canAsk;
    private final Consumer<String> say;

    public SudoRootSide(StateFolder state, Installation installation, boolean canAsk, Consumer<String> say) {
        this.state = state;
        this.installation = installation;
        this.canAsk = canAsk;
        this.say = say;
    }

    @Override
    public void obtain() {
        try {
            var uid = ((Number) Files.getAttribute(SELF, "unix:uid")).longValue();
            if (uid == 0) {
                return;
            }
            var gid = ((Number) Files.getAttribute(SELF, "unix:gid")).longValue();
            var id = state.obtainId();
            var socket = Path.of("/run/taowa", id, "root.sock");
            if (!answers(socket)) {
                start(installation.rootCommand(id, uid, gid));
                await(socket);
            }
        } catch (IOException e) {
            throw refused("the helper that acts as root cannot be started: " + e.getMessage());
        }
    }

    private void start(List<String> command) throws IOException {
        var argv = new ArrayList<>(List.of("sudo"));
        if (canAsk) {
            say.accept("Taowa needs root for the engine only; sudo may ask for your password once");
        } else {
            argv.add("-n");
        }
        // in a session of its own, so that neither sudo nor this terminal's streams stay behind with it
        argv.addAll(List.of("--", "setsid", "--fork"));
        argv.addAll(command);
        var log = state.path().resolve("root.log").toFile();
        var builder = new ProcessBuilder(argv)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectError(canAsk ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.appendTo(log));
        try {
            if (builder.start().waitFor() != 0) {
                throw refused("sudo did not let Taowa act as root on this host");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("asking for root was interrupted");
        }
    }

    /** The folder of the socket is root's to make and may not exist yet, so there is nothing to watch. */
    private static void await(Path socket) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(socket)) {
            if (System.nanoTime() > deadline) {
                throw refused("the helper that acts as root did not answer in time");
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused("waiting for the helper that acts as root was interrupted");
            }
        }
    }

    private static boolean answers(Path socket) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException nobody) {
            return false;
        }
    }

    private static ProblemException refused(String what) {
        return new ProblemException(new Problem(
                ProblemCode.PRIVILEGE_REFUSED,
                what,
                "run the command in a terminal as a user whom sudo lets become root, or as root"));
    }
}
