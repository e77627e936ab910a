package dev.taowa.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
    private static final int LAST_PORT = 65_535 - PORTS;

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
        System.setProperty(ServerHome.PROPERTY, home.folder().toString());
        System.setProperty("quarkus.http.domain-socket", socket.toString());
        System.setProperty("quarkus.http.port", String.valueOf(port(home)));
        Quarkus.run(args);
        lock.close();
    }

    /** The port of last time if it is free, so that addresses stay the same; else the next free one. */
    private static int port(ServerHome home) throws IOException {
        var file = home.folder().resolve("port");
        var first = Files.exists(file) ? parse(Files.readString(file).strip()) : FIRST_PORT;
        for (var port = first; port < first + PORTS; port++) {
            if (isFree(port)) {
                ServerHome.write(file, String.valueOf(port).getBytes(StandardCharsets.US_ASCII));
                return port;
            }
        }
        throw new IOException("no free port from %d on".formatted(first));
    }

    private static int parse(String text) {
        return text.matches("[1-9][0-9]{3,4}") && Integer.parseInt(text) <= LAST_PORT
                ? Integer.parseInt(text)
                : FIRST_PORT;
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
}
