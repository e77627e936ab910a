package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Connections to the loopback of another network namespace.
 *
 * <p>A socket stays in the namespace of the thread that made it. So a platform thread that lives for this alone enters
 * the namespace and makes the socket; connecting, which may block, is then the caller's. The thread ends there: none can
 * stay behind in a namespace that is not its own.
 */
final class NetworkDoor {

    private static final long CLONE_NEWNET = 0x40000000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LAST_PORT = 65535;

    private final Semaphore threads = new Semaphore(8);

    SocketChannel dial(long pid, int port) throws IOException {
        if (pid <= 0 || port <= 0 || port > LAST_PORT) {
            throw new IllegalArgumentException("no such port: " + pid + ", " + port);
        }
        try {
            return connect(pid, StandardProtocolFamily.INET, "127.0.0.1", port);
        } catch (ConnectException refused) {
            try {
                return connect(pid, StandardProtocolFamily.INET6, "::1", port);
            } catch (SocketException | UnsupportedOperationException thrown) {
                throw refused;
            }
        }
    }

    private SocketChannel connect(long pid, ProtocolFamily family, String address, int port) throws IOException {
        var channel = socket(pid, family);
        try {
            channel.socket()
                    .connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), (int) PATIENCE.toMillis());
            return channel;
        } catch (IOException | RuntimeException thrown) {
            channel.close();
            throw thrown;
        }
    }

    private SocketChannel socket(long pid, ProtocolFamily family) throws IOException {
        var made = new CompletableFuture<SocketChannel>();
        threads.acquireUninterruptibly();
        Thread.ofPlatform().daemon().name("network-door").start(() -> {
            try {
                made.complete(socketThere(pid, family));
            } catch (Throwable thrown) {
                made.completeExceptionally(thrown);
            } finally {
                threads.release();
            }
        });
        try {
            return made.get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof UnsupportedOperationException unsupported) {
                throw unsupported;
            }
            throw thrown.getCause() instanceof IOException io ? io : new IOException(thrown.getCause());
        } catch (InterruptedException thrown) {
            var _ = made.thenAccept(NetworkDoor::closeQuietly);
            throw RootProblems.cancelled(thrown);
        }
    }

    private static SocketChannel socketThere(long pid, ProtocolFamily family) throws IOException {
        var namespace = open(pid);
        try {
            var there = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(namespace)));
            if (there.equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net")))) {
                // a reused process number must never open the host's own ports
                throw new ConnectException("process %d has no network of its own".formatted(pid));
            }
            Native.enter(namespace, CLONE_NEWNET);
            return SocketChannel.open(family);
        } finally {
            Native.close(namespace);
        }
    }

    private static int open(long pid) throws IOException {
        try {
            return Native.open("/proc/%d/ns/net".formatted(pid), Native.O_CLOEXEC);
        } catch (SystemCallException thrown) {
            throw new ConnectException("process %d is gone".formatted(pid));
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException thrown) {
            // nobody holds it
        }
    }
}
