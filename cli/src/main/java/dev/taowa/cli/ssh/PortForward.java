package dev.taowa.cli.ssh;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.regex.Pattern;

/**
 * A port of a workspace and the one of this machine's loopback that leads there.
 *
 * @param local 0 for any that is free
 */
record PortForward(int port, int local) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})(?::(\\d{1,5}))?");
    private static final int LAST = 65535;

    /** Parses {@code PORT} or {@code PORT:LOCAL}. */
    static PortForward parse(String text) {
        var match = SHAPE.matcher(text);
        if (match.matches()) {
            var port = Integer.parseInt(match.group(1));
            var local = match.group(2) == null ? port : Integer.parseInt(match.group(2));
            if (port >= 1 && port <= LAST && local <= LAST) {
                return new PortForward(port, local);
            }
        }
        throw new ProblemException(new Problem(
                ProblemCode.BAD_ARGUMENT,
                "\"%s\" is no port to forward".formatted(text.replaceAll("\\p{Cntrl}", "?")),
                "use PORT, or PORT:LOCAL for another port of this machine, such as 8080:18080"));
    }

    /** Itself with a local port that was free just now; PORT_TAKEN when it is not. */
    PortForward claim(String name) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), local), 1);
            return new PortForward(port, socket.getLocalPort());
        } catch (IOException thrown) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.PORT_TAKEN,
                            "port %d of this machine cannot be taken: %s".formatted(local, thrown.getMessage()),
                            "choose another: `taowa forward %s %d:0` takes any that is free".formatted(name, port)),
                    thrown);
        }
    }

    String argument() {
        return "127.0.0.1:%d:localhost:%d".formatted(local, port);
    }

    String line(String name) {
        return "http://127.0.0.1:%d -> port %d of %s".formatted(local, port, name);
    }
}
