package dev.taowa.access;

import dev.taowa.dial.Dialer;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/** One authenticated connection for each workspace and user, shared by those who use it and closed some time after. */
final class Connections implements AutoCloseable {

    private static final int SSH_PORT = 22;
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final Map<Key, Slot> slots = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ssh-idle").factory());
    private final Function<WorkspaceId, Dialer> dialers;
    private final SshAuthority authority;
    private final SshClient client;

    Connections(Function<WorkspaceId, Dialer> dialers, SshAuthority authority) {
        this.dialers = dialers;
        this.authority = authority;
        client = ClientBuilder.builder()
                .serverKeyVerifier(new HostCheck(authority.hostCa()))
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .build();
        client.setIoServiceFactoryFactory(new DialedService.Maker());
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        client.start();
    }

    /** A connection that the caller closes after use. */
    Lease lease(Workspace workspace, String user) throws IOException {
        var slot = slot(new Key(workspace.id(), user));
        slot.lock.lock();
        try {
            var shared = slot.shared;
            if (shared == null || !shared.session.isOpen()) {
                slot.shared = shared = new Shared(connect(workspace, user));
            }
            shared.users++;
            return new Lease(slot, shared);
        } finally {
            slot.lock.unlock();
        }
    }

    private Slot slot(Key key) {
        synchronized (slots) {
            return slots.computeIfAbsent(key, _ -> new Slot());
        }
    }

    private ClientSession connect(Workspace workspace, String user) throws IOException {
        var channel = dialers.apply(workspace.id()).dial(SSH_PORT);
        var address = InetSocketAddress.createUnresolved(SshAuthority.hostName(workspace.name()), SSH_PORT);
        var context = AttributeRepository.ofKeyValuePair(DialedConnector.CHANNEL, channel);
        var session = client.connect(user, address, context, null)
                .verify(HANDSHAKE_TIMEOUT)
                .getSession();
        try {
            session.addPublicKeyIdentity(authority.login());
            session.auth().verify(HANDSHAKE_TIMEOUT);
            return session;
        } catch (SshException thrown) {
            session.close(true);
            throw refused(workspace, user, thrown);
        } catch (IOException | RuntimeException thrown) {
            session.close(true);
            throw thrown;
        }
    }

    private static ProblemException refused(Workspace workspace, String user, SshException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.ENGINE_FAILED,
                        "sshd of workspace %s does not let %s in: %s"
                                .formatted(workspace.name(), user, cause.getMessage()),
                        "see `taowa logs %1$s`; `taowa rebuild %1$s` makes its system anew and keeps home and sources"
                                .formatted(workspace.name())),
                cause);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.stop();
    }

    /** What connections are shared by. */
    private record Key(WorkspaceId workspace, String user) {}

    /** Room for one connection; its lock guards all below. */
    private static final class Slot {

        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Shared shared;
    }

    /** A connection and how many use it. */
    private static final class Shared {

        private final ClientSession session;
        private int users;

        Shared(ClientSession session) {
            this.session = session;
        }
    }

    /** The use of a connection. */
    final class Lease implements AutoCloseable {

        private final Slot slot;
        private final Shared shared;

        private Lease(Slot slot, Shared shared) {
            this.slot = slot;
            this.shared = shared;
        }

        ClientSession session() {
            return shared.session;
        }

        /** Has the next user connect anew. */
        void distrust() {
            slot.lock.lock();
            try {
                if (slot.shared == shared) {
                    slot.shared = null;
                }
            } finally {
                slot.lock.unlock();
            }
        }

        @Override
        public void close() {
            slot.lock.lock();
            try {
                shared.users--;
                if (slot.shared != shared) {
                    closeUnused();
                } else if (!timer.isShutdown()) {
                    var _ = timer.schedule(this::closeIdle, IDLE.toMillis(), TimeUnit.MILLISECONDS);
                }
            } finally {
                slot.lock.unlock();
            }
        }

        private void closeIdle() {
            slot.lock.lock();
            try {
                closeUnused();
            } finally {
                slot.lock.unlock();
            }
        }

        private void closeUnused() {
            if (shared.users > 0) {
                return;
            }
            if (slot.shared == shared) {
                slot.shared = null;
            }
            shared.session.close(false);
        }
    }
}
