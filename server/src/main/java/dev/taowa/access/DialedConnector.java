package dev.taowa.access;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * "Connects" by taking a channel that a {@link dev.taowa.dial.Dialer} has connected already, handed over in the context
 * of MINA's connect call.
 */
final class DialedConnector extends AbstractCloseable implements IoConnector {

    static final AttributeRepository.AttributeKey<SocketChannel> CHANNEL = new AttributeRepository.AttributeKey<>();

    private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
    private final IoHandler handler;

    DialedConnector(IoHandler handler) {
        this.handler = handler;
    }

    @Override
    public IoConnectFuture connect(
            SocketAddress address, @Nullable AttributeRepository context, @Nullable SocketAddress localAddress) {
        var future = new DefaultIoConnectFuture(address, null);
        var channel = Objects.requireNonNull(Objects.requireNonNull(context).getAttribute(CHANNEL));
        try {
            var session = new DialedSession(this, handler, channel, address);
            session.setAttribute(AttributeRepository.class, context);
            sessions.put(session.getId(), session);
            handler.sessionCreated(session);
            future.setSession(session);
            session.startReading();
        } catch (Exception thrown) {
            future.setException(thrown);
            closeQuietly(channel);
        }
        return future;
    }

    void ended(DialedSession session) {
        sessions.remove(session.getId());
    }

    @Override
    public Map<Long, IoSession> getManagedSessions() {
        return Map.copyOf(sessions);
    }

    @Override
    protected void doCloseImmediately() {
        sessions.values().forEach(each -> each.close(true));
        super.doCloseImmediately();
    }

    @Override
    public @Nullable IoServiceEventListener getIoServiceEventListener() {
        return null;
    }

    @Override
    public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
        // Nobody listens to connections made elsewhere.
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is of no use any more.
        }
    }
}
