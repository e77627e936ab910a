package dev.taowa.access;

import dev.taowa.dial.Dialer;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import dev.taowa.workspace.WorkspaceState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The machine's own sshd on loopback, set up by the same files and settings as a workspace's. */
final class RealSshd implements AutoCloseable {

    static final WorkspaceId ID = new WorkspaceId("0123456789ab");
    static final WorkspaceName NAME = new WorkspaceName("demo");
    static final String USER = System.getProperty("user.name");

    private final Process process;
    private final int port;

    private RealSshd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with its files below {@code folder}, which only the owner may write to, as sshd demands. */
    static RealSshd start(Path folder, List<PlacedFile> files) throws IOException {
        return start(folder, files, "");
    }

    /** The same with settings of sshd_config(5) that go before the others, and so over them. */
    static RealSshd start(Path folder, List<PlacedFile> files, String settings) throws IOException {
        for (var file : files) {
            var path = folder.resolve(Path.of(file.path()).getFileName());
            Files.write(path, file.content().reveal());
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(file.mode() == 0600 ? "rw-------" : "rw-r--r--"));
        }
        if (USER.equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        var port = freePort();
        var config = folder.resolve("sshd_config");
        Files.writeString(config, settings + config(folder, port));
        var process = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .start();
        awaitListening(process);
        return new RealSshd(process, port);
    }

    /** The drop-in of a workspace's image at other paths, and a home without the start-up files of this machine's user. */
    private static String config(Path folder, int port) {
        return """
                Port %2$d
                ListenAddress 127.0.0.1
                PidFile none
                HostKey %1$s/host_key
                HostCertificate %1$s/host_key-cert.pub
                TrustedUserCAKeys %1$s/user_ca.pub
                AuthorizedPrincipalsFile %1$s/principals
                AuthorizedKeysFile none
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                PermitRootLogin prohibit-password
                AllowTcpForwarding yes
                AllowStreamLocalForwarding yes
                AllowAgentForwarding yes
                MaxSessions 100
                UsePAM %3$s
                PrintMotd no
                PrintLastLog no
                Subsystem sftp internal-sftp
                SetEnv HOME=%1$s
                """.formatted(folder, port, USER.equals("root") ? "yes" : "no");
    }

    private static void awaitListening(Process process) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var seen = new StringBuilder();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith("Server listening on")) {
                Thread.ofVirtual().start(() -> drain(reader));
                return;
            }
        }
        throw new IOException("sshd did not start: " + seen);
    }

    private static void drain(BufferedReader reader) {
        try {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // With the process.
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Dialer dialer() {
        return _ -> SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    Workspace workspace() {
        return new Workspace(
                ID,
                NAME,
                new ImageTag("localhost/taowa:test"),
                Map.of(),
                Instant.EPOCH,
                new WorkspaceState.Running(Instant.EPOCH),
                OptionalInt.of(port));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
