package dev.taowa.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An OpenSSH server on loopback that lets one key in, as the user who runs the tests; Git is served through it. */
final class Sshd implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final Running server;

    Sshd(Path folder) {
        this.folder = folder;
        Programs.asRoot("install", "-d", "-m", "0755", "/run/sshd").orFail();
        keygen("host_key");
        keygen("user_key");
        port = freePort();
        var config = Folders.write(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1
                Port %d
                HostKey %s/host_key
                PidFile none
                AuthorizedKeysFile %s/user_key.pub
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                """.formatted(port, folder, folder));
        server = Running.start(List.of("/usr/sbin/sshd", "-D", "-e", "-f", config.toString()), Map.of(), folder);
        Await.until("sshd answers", Duration.ofSeconds(20), this::answers);
    }

    String url(Path repository) {
        return "ssh://%s@127.0.0.1:%d%s".formatted(System.getProperty("user.name"), port, repository);
    }

    Path key() {
        return folder.resolve("user_key");
    }

    /** The line for a {@code known_hosts}. */
    String knownHost() {
        return "[127.0.0.1]:%d %s".formatted(port, Folders.read(folder.resolve("host_key.pub")));
    }

    @Override
    public void close() {
        server.close();
    }

    private void keygen(String name) {
        Programs.run(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .orFail();
    }

    private boolean answers() {
        if (!server.isAlive()) {
            throw new IllegalStateException("sshd ended: " + server.lines());
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
