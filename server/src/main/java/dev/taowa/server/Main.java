package dev.taowa.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Starts the local server of a state: takes the state's lock, so that there is one, chooses a port, and hands over to the
 * framework. A second server of the same state ends at once with status 0: the first one serves.
 */
@QuarkusMain
public final class Main {

    private static final int FIRST_PORT = 7700;

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
        try (var claim = PortClaim.obtain(preferredPort(home.port()))) {
            ServerHome.write(home.port(), String.valueOf(claim.port()).getBytes(StandardCharsets.US_ASCII));
            System.setProperty("quarkus.http.port", String.valueOf(claim.port()));
            Quarkus.run(args);
        }
        lock.close();
    }

    /** The port of last time, so that addresses stay the same. */
    private static int preferredPort(Path file) throws IOException {
        var text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.matches("[1-9][0-9]{3,4}") ? Integer.parseInt(text) : FIRST_PORT;
    }
}
