package dev.taowa.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Starts the local server of a state: takes the state's lock, so that there is one, chooses a port, and hands over to the
 * framework. A second server of the same state ends at once with status 0: the first one serves.
 */
@QuarkusMain
public final class Main {

    private static final int FIRST_PORT = 7700;
    private static final int PORTS = 200;

    private Main() {}

    public static void main(String[] args) throws IOException {
        var home = ServerHome.obtain();
        // Held until the process ends, however it ends.
        var lock = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            return;
        }
        var socket = home.socket();
        Files.deleteIfExists(socket);
        System.setProperty("quarkus.http.domain-socket", socket.toString());
        System.setProperty("quarkus.http.port", String.valueOf(port(home)));
        Running.prepare(home, socket);
        Quarkus.run(args);
        lock.close();
    }

    /** The port of last time if it is free, so that addresses stay the same; else the next free one. */
    private static int port(ServerHome home) throws IOException {
        var file = home.folder().resolve("port");
        var first = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : FIRST_PORT;
        for (var port = first; port < first + PORTS; port++) {
            if (isFree(port)) {
                ServerHome.write(file, String.valueOf(port).getBytes(StandardCharsets.US_ASCII));
                return port;
            }
        }
        throw new IOException("no free port from %d on".formatted(first));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
