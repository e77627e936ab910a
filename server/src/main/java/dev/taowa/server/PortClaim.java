package dev.taowa.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;

/**
 * A TCP port of the loopback that no other server of Taowa takes meanwhile.
 *
 * <p>The framework binds the port only seconds after it was chosen, and another state's server may choose then too. So the
 * UDP port of the same number, which Taowa has no other use for, is held for as long as the claim: the kernel gives it to
 * one process, and takes it back however that process ends.
 */
record PortClaim(int port, DatagramChannel twin) implements AutoCloseable {

    private static final int PORTS = 200;
    private static final int LAST_PORT = 65_535;

    /**
     * The first port from {@code first} on that is free.
     *
     * @throws IOException when none of the next ones is
     */
    static PortClaim obtain(int first) throws IOException {
        for (var port = first; port < first + PORTS && port <= LAST_PORT; port++) {
            var twin = DatagramChannel.open();
            if (isFree(port) && isBound(twin, port)) {
                return new PortClaim(port, twin);
            }
            twin.close();
        }
        throw new IOException("no free port from %d on".formatted(first));
    }

    private static boolean isBound(DatagramChannel twin, int port) {
        try {
            twin.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As the framework binds: connections of an earlier server that still close do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        twin.close();
    }
}
