package dev.taowa.access;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/**
 * MINA's connection over a blocking channel, whichever kind a dialer gave: one virtual thread reads, one writes.
 *
 * <p>Callers never touch the channel themselves, since an interrupt of a thread inside it would close it for all.
 */
final class DialedSession extends AbstractCloseable implements IoSession {

    private static final AtomicLong IDS = new AtomicLong();
    private static final int READ_BYTES = 64 * 1024;

    private final long id = IDS.incrementAndGet();
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
    private final DialedConnector connector;
    private final IoHandler handler;
    private final SocketChannel channel;
    private final SocketAddress remote;

    DialedSession(DialedConnector connector, IoHandler handler, SocketChannel channel, SocketAddress remote) {
        this.connector = connector;
        this.handler = handler;
        this.channel = channel;
        this.remote = remote;
    }

    void startReading() {
        Thread.ofVirtual().name("ssh-read-" + id).start(this::read);
        Thread.ofVirtual().name("ssh-write-" + id).start(this::write);
    }

    private void read() {
        var buffer = ByteBuffer.allocate(READ_BYTES);
        try {
            while (channel.read(buffer.clear()) >= 0) {
                handler.messageReceived(this, Readable.readable(buffer.flip()));
            }
            close(true);
        } catch (Exception thrown) {
            fail(thrown);
        }
    }

    private void write() {
        try {
            while (!isClosed()) {
                var next = writes.take();
                if (next == Write.END) {
                    return;
                }
                while (next.bytes.hasRemaining()) {
                    channel.write(next.bytes);
                }
                next.setValue(true);
            }
        } catch (InterruptedException | IOException thrown) {
            fail(thrown);
        }
    }

    private void fail(Exception thrown) {
        if (isClosing() || !channel.isOpen()) {
            close(true);
            return;
        }
        try {
            handler.exceptionCaught(this, thrown);
        } catch (Exception unhandled) {
            close(true);
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
        var write = new Write(ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available()));
        if (isClosing()) {
            write.setValue(new ClosedChannelException());
            return write;
        }
        writes.add(write);
        return write;
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        return builder().when(this, writes).build().close(false);
    }

    @Override
    protected void doCloseImmediately() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing is left to be done with it.
        }
        for (var each = writes.poll(); each != null; each = writes.poll()) {
            each.setValue(new ClosedChannelException());
        }
        writes.add(Write.END);
        connector.ended(this);
        super.doCloseImmediately();
        try {
            handler.sessionClosed(this);
        } catch (Exception ignored) {
            // The connection is gone whatever the handler makes of it.
        }
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return connector;
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void suspendRead() {
        // Only used between two sessions that are piped into each other.
    }

    @Override
    public void resumeRead() {
        // See suspendRead.
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return remote;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return remote;
    }

    @Override
    public String toString() {
        return "DialedSession[" + id + ", " + remote + "]";
    }

    /** Bytes on their way out. */
    private static final class Write extends AbstractIoWriteFuture {

        /** Ends the writing thread. */
        private static final Write END = new Write(ByteBuffer.allocate(0));

        private final ByteBuffer bytes;

        Write(ByteBuffer bytes) {
            super("write", null);
            this.bytes = bytes;
        }
    }
}
