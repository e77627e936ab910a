package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine;

/** Runs {@code taowa exec} up to where this process would become ssh, for the making of the start-up cache. */
public final class SshRehearsal {

    private static final int BUFFER_BYTES = 256;

    private SshRehearsal() {}

    /** Runs it in the state folder of {@code context}, and leaves nothing there. */
    public static void run(CommandContext context) throws IOException {
        var config = context.state().sshConfig();
        var folder = Files.createDirectories(context.state().path().resolve("ssh"));
        var certificate = config.resolveSibling("certificate");
        try (var sshd = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(certificate, "ssh-ed25519-cert-v01@openssh.com " + endlessCertificate());
            Files.writeString(config, entry(sshd.getLocalPort(), certificate));
            new CommandLine(new ExecCommand(context, SshRehearsal::becomeNothing)).execute("demo", "--", "it's");
        } finally {
            Files.deleteIfExists(certificate);
            Files.deleteIfExists(config);
            Files.deleteIfExists(folder);
        }
    }

    private static int becomeNothing(List<String> argv) {
        try {
            return new ReplacedProcess().run(List.of("/nonexistent/" + argv.getFirst()));
        } catch (ProblemException expected) {
            return 0;
        }
    }

    private static String entry(int port, Path certificate) {
        return """
                Host demo.taowa
                    # Folder /workspaces/demo
                    User dev
                    Port %d
                    CertificateFile "%s"
                """.formatted(port, certificate);
    }

    /** Only its times are ever read. */
    private static String endlessCertificate() {
        var bytes = ByteBuffer.allocate(BUFFER_BYTES);
        bytes.putInt(0)
                .putInt(0)
                .putInt(0)
                .putLong(0)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putLong(0);
        bytes.putLong(Integer.MAX_VALUE);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
