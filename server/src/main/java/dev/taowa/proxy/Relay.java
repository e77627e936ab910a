package dev.taowa.proxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/** Copies bytes between connections to a unix socket and connections that a dialer makes. */
final class Relay implements AutoCloseable {

    private static final int CONNECTIONS = 512;
    private static final int BUFFER_BYTES = 32 * 1024;

    /** Makes the far side of one connection. */
    @FunctionalInterface
    interface Target {
        SocketChannel dial() throws IOException;
    }

    private final Path socket;
    private final ServerSocketChannel server;
    private final Target target;
    private final Semaphore places = new Semaphore(CONNECTIONS);
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
        try (near;
                var far = target.dial()) {
            var back = Thread.ofVirtual().name("relay-back").start(() -> {
                copy(far, near);
                shutdown(near);
            });
            copy(near, far);
            // The near side is a client that never half-closes: when it is gone nobody reads.
            far.shutdownInput();
            back.join();
        } catch (IOException | RuntimeException e) {
            // Nothing listens there, or the machine is gone: the near side sees its connection closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
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
        server.close();
        Files.deleteIfExists(socket);
    }
}
