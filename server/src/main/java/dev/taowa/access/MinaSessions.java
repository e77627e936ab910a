package dev.taowa.access;

import dev.taowa.dial.Command;
import dev.taowa.dial.Dialer;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs commands through the workspace's own sshd, over connections that a dialer makes. */
public final class MinaSessions implements Sessions, AutoCloseable {

    /** Others may fill a new connection before its maker uses it. */
    private static final int ATTEMPTS = 6;

    private final Connections connections;

    /** Sessions with the workspaces that {@code dialers} reach, as the person whom the authority certifies. */
    public MinaSessions(Function<WorkspaceId, Dialer> dialers, SshAuthority authority) {
        connections = new Connections(dialers, authority);
    }

    @Override
    public int run(Workspace workspace, Command command, Consumer<String> lines) throws IOException {
        try {
            return runInterruptibly(workspace, command, lines);
        } catch (InterruptedIOException thrown) {
            Thread.currentThread().interrupt();
            var closed = new ClosedByInterruptException();
            closed.initCause(thrown);
            throw closed;
        }
    }

    private int runInterruptibly(Workspace workspace, Command command, Consumer<String> lines) throws IOException {
        for (var attempt = 1; ; attempt++) {
            try (var lease = connections.lease(workspace, command.user())) {
                var running = start(lease, command, lines, attempt == ATTEMPTS);
                if (running.isPresent()) {
                    return running.get().finish();
                }
            }
        }
    }

    /** Empty when the shared connection has died, or holds as many channels as sshd allows; nothing has run then. */
    private static Optional<RemoteCommand> start(
            Connections.Lease lease, Command command, Consumer<String> lines, boolean last) throws IOException {
        try {
            return Optional.of(RemoteCommand.start(lease.session(), command, lines));
        } catch (InterruptedIOException thrown) {
            throw thrown;
        } catch (IOException thrown) {
            if (last) {
                throw thrown;
            }
            lease.distrust();
            return Optional.empty();
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        connections.close();
    }
}
