package dev.taowa.proxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Copies bytes between connections to a unix socket and connections that a dialer makes. */
final class Relay implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int BUFFER_BYTES = 32 * 1024;

    /** Longer than a machine takes from one look at who uses it to the next. */
    private static final Duration SEEN = Duration.ofSeconds(30);

    /** Makes the far side of one connection. */
    @FunctionalInterface
    interface Target {
        SocketChannel dial() throws IOException;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Target target;
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final AtomicReference<@Nullable SocketChannel> last = new AtomicReference<>();
    private volatile long lastUsedNanos = System.nanoTime();

    private Relay(Path socket, ServerSocketChannel server, Target target) {
        this.socket = socket;
        this.server = server;
        this.target = target;
    }

    static Relay open(Path socket, Target target) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var relay = new Relay(socket, server, target);
        Thread.ofVirtual().name("relay-" + socket.getFileName()).start(relay::accept);
        return relay;
    }

    Path socket() {
        return socket;
    }

    long lastUsedNanos() {
        return lastUsedNanos;
    }

    /** Whether it still takes connections. */
    boolean isOpen() {
        return server.isOpen();
    }

    private void accept() {
        try (server) {
            while (true) {
                places.acquire();
                var near = server.accept();
                lastUsedNanos = System.nanoTime();
                Thread.ofVirtual().name("relay-connection").start(() -> serve(near));
            }
        } catch (IOException e) {
            // Closed, or out of descriptors: whoever needs this port next opens another.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel near) {
        try (near) {
            serve(near, target.dial());
        } catch (IOException | RuntimeException e) {
            // Nothing listens there, or the machine is gone: the near side sees its connection closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private void serve(SocketChannel near, SocketChannel far) throws IOException, InterruptedException {
        var isEndedThere = false;
        try {
            var back = Thread.ofVirtual().name("relay-back").start(() -> {
                copy(far, near);
                shutdown(near);
            });
            copy(near, far);
            isEndedThere = !back.isAlive();
            // The near side is a client that never half-closes: when it is gone nobody reads.
            far.shutdownInput();
            back.join();
        } finally {
            if (isEndedThere) {
                keep(far);
            } else {
                far.close();
            }
        }
    }

    /**
     * Leaves open the last connection that its program has closed, for a while. The machine looks now and then who uses
     * it (taowa-idle), and would not see one that was as short as its request.
     */
    private void keep(SocketChannel ended) {
        var before = last.getAndSet(ended);
        if (before == null) {
            Thread.ofVirtual().name("relay-last").start(this::forgetLast);
        }
        closeQuietly(before);
    }

    private void forgetLast() {
        try {
            @Nullable SocketChannel seen;
            do {
                seen = last.get();
                Thread.sleep(SEEN);
            } while (!Objects.equals(seen, last.get()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeQuietly(last.getAndSet(null));
        }
    }

    private static void closeQuietly(@Nullable SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Nobody reads or writes there.
        }
    }

    /** Until one side is closed. */
    private static void copy(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // Closed by either side.
        }
    }

    private static void shutdown(SocketChannel near) {
        try {
            near.shutdownOutput();
        } catch (IOException e) {
            // Closed already.
        }
    }

    @Override
    public void close() throws IOException {
        closeQuietly(last.getAndSet(null));
        server.close();
        Files.deleteIfExists(socket);
    }
}
