package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * How OpenSSH reaches a running workspace.
 *
 * @param host the name that the configuration knows it by
 * @param config the configuration to run OpenSSH with
 * @param port on loopback
 * @param folder absolute path inside where the project lies
 */
record WorkspaceAddress(String host, Path config, int port, String folder) {

    /** A connection that begins now should not end by the clock. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    /**
     * The address; the server is asked only when its last word, the configuration file, no longer holds.
     *
     * @throws ProblemException WORKSPACE_NOT_FOUND or WORKSPACE_NOT_RUNNING
     */
    static WorkspaceAddress of(CommandContext context, String text) {
        var name = new WorkspaceName(text);
        var config = context.state().sshConfig();
        try {
            var known = SshEntry.find(config, name.value());
            if (known.isPresent() && holds(known.get())) {
                return of(name, config, known.get());
            }
            context.api().get(Workspaces.path(name.value(), "ssh"));
            var fresh = SshEntry.find(config, name.value())
                    .filter(entry -> entry.port().isPresent())
                    .orElseThrow(() -> notRunning(name));
            return of(name, config, fresh);
        } catch (IOException thrown) {
            throw new UncheckedIOException("cannot read " + config, thrown);
        }
    }

    private static WorkspaceAddress of(WorkspaceName name, Path config, SshEntry entry) {
        return new WorkspaceAddress(
                name + ".taowa",
                config,
                entry.port().orElseThrow(),
                entry.folder().isEmpty() ? "/" : entry.folder());
    }

    private static boolean holds(SshEntry entry) {
        return entry.port().isPresent()
                && CertificateTime.end(entry.certificate())
                        .isAfter(Instant.now().plus(MARGIN))
                && listens(entry.port().getAsInt());
    }

    private static boolean listens(int port) {
        try (var channel = open(port)) {
            return channel.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private static SocketChannel open(int port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** A connection to its sshd. */
    SocketChannel connect() throws IOException {
        return open(port);
    }

    private static ProblemException notRunning(WorkspaceName name) {
        return new ProblemException(new Problem(
                ProblemCode.WORKSPACE_NOT_RUNNING,
                "workspace %s does not run".formatted(name),
                "start it with `taowa start %s`".formatted(name)));
    }
}
