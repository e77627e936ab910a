package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.e2e.Programs.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Plain OpenSSH reaches a workspace by its name, and everything that rides on SSH works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshE2E {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String OWN_CONFIG = "# mine\nHost elsewhere\n    Port 2222\n";

    private final Taowa taowa = Taowa.fresh();
    private final Path home = taowa.folder().resolve("home");

    @BeforeAll
    void up() {
        taowa.up(Folders.project(taowa.folder(), "shell", "{}").toString(), "--ide", "none");
        Folders.write(config(), OWN_CONFIG);
        install();
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private Path config() {
        return home.resolve(".ssh/config");
    }

    private void install() {
        taowa.with(Map.of("HOME", home.toString()))
                .run("ssh-config", "--install")
                .orFail();
    }

    /** Any OpenSSH program takes {@code -F}; without it, it would read the config of whoever runs the tests. */
    private Result ssh(String program, String... arguments) {
        return Programs.run(argv(program, arguments), Map.of("HOME", home.toString()));
    }

    private List<String> argv(String program, String... arguments) {
        var argv = new ArrayList<>(List.of(program, "-F", config().toString(), "-o", "BatchMode=yes"));
        argv.addAll(List.of(arguments));
        return argv;
    }

    @Test
    void installingTouchesTheUsersConfigOnlyByAnInclude() {
        install();

        assertThat(config()).content().endsWith(OWN_CONFIG);
        assertThat(Folders.read(config()).lines().filter(line -> line.startsWith("Include")))
                .hasSize(1);
        assertThat(ssh("ssh", "-G", "elsewhere").orFail().out()).contains("port 2222");
    }

    @Test
    void sshRunsCommandsWithoutAQuestion() {
        var answer = ssh("ssh", "shell.taowa", "echo hello; exit 3");

        assertThat(answer.out()).isEqualTo("hello\n");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.status()).isEqualTo(3);
        assertThat(ssh("ssh", "-tt", "shell.taowa", "tty").orFail().out()).startsWith("/dev/pts/");
    }

    private int port() {
        return taowa.show("shell").path("ssh").path("port").asInt();
    }

    @Test
    void connectionsWithoutALoginShutNobodyOut() {
        var port = port();
        assertThat(IntStream.range(0, 40).mapToObj(_ -> banner(port))).allMatch(text -> text.startsWith("SSH-2.0"));

        assertThat(ssh("ssh", "shell.taowa", "true").status()).isZero();
    }

    @Test
    void aStrangersKeyIsRefused() {
        var key = taowa.folder().resolve("stranger");
        Programs.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .orFail();

        var answer = Programs.run(
                "ssh",
                "-F",
                "none",
                "-i",
                key.toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "BatchMode=yes",
                "-p",
                Integer.toString(port()),
                "dev@127.0.0.1",
                "true");

        assertThat(answer.status()).isEqualTo(255);
        assertThat(answer.err())
                .contains("publickey")
                .doesNotContain("password,")
                .doesNotContain("keyboard");
    }

    @Test
    void scpSftpAndRsyncCarryFiles() throws IOException {
        var file = Folders.write(taowa.folder().resolve("a file"), "carried");

        ssh("scp", "-q", file.toString(), "shell.taowa:by-scp").orFail();
        var batch = Folders.write(taowa.folder().resolve("batch"), "put \"%s\" by-sftp\n".formatted(file));
        ssh("sftp", "-q", "-b", batch.toString(), "shell.taowa").orFail();
        taowa.sh("shell", "command -v rsync || { sudo apt-get update -qq && sudo apt-get install -qq -y rsync; }");
        var shell = "ssh -F '%s' -o BatchMode=yes".formatted(config());
        Programs.run("rsync", "-e", shell, file.toString(), "shell.taowa:by-rsync")
                .orFail();

        assertThat(taowa.sh("shell", "cd && cat by-scp by-sftp by-rsync")).isEqualTo("carriedcarriedcarried");
        Programs.run(
                        "rsync",
                        "-e",
                        shell,
                        "shell.taowa:by-rsync",
                        taowa.folder().resolve("back").toString())
                .orFail();
        assertThat(taowa.folder().resolve("back")).hasContent("carried");
    }

    @Test
    void oneGibibyteArrivesWhole() throws IOException {
        var big = taowa.folder().resolve("big");
        Programs.run("truncate", "-s", "1G", big.toString()).orFail();
        Files.writeString(big, "end", java.nio.file.StandardOpenOption.APPEND);

        taowa.run("cp", big.toString(), "shell:/home/dev/big").orFail();

        assertThat(taowa.sh("shell", "cd && stat -c %s big; tail -c 3 big; rm big"))
                .isEqualTo(((1L << 30) + 3) + "\nend");
    }

    @Test
    void theAgentIsForwarded() {
        var key = taowa.folder().resolve("agent-key");
        Programs.run("ssh-keygen", "-q", "-t", "ed25519", "-C", "of-the-agent", "-N", "", "-f", key.toString())
                .orFail();
        try (var agent = new SshAgent(taowa.folder(), key)) {
            var listed = Programs.run(argv("ssh", "-A", "shell.taowa", "ssh-add -l"), agent.environment());

            assertThat(listed.orFail().out()).contains("of-the-agent");
        }
    }

    @Test
    void portsAndSocketsAreForwardedBothWays() throws IOException {
        var here = Sshd.freePort();
        var socket = taowa.folder().resolve("forwarded.sock");
        try (var forward = Running.start(
                argv(
                        "ssh",
                        "-N",
                        "-o",
                        "ExitOnForwardFailure=yes",
                        "-L",
                        here + ":127.0.0.1:22",
                        "-L",
                        socket + ":/run/dbus/system_bus_socket",
                        "-R",
                        "/home/dev/back.sock:127.0.0.1:"
                                + taowa.show("shell").path("ssh").path("port").asInt(),
                        "shell.taowa"),
                Map.of(),
                taowa.folder())) {
            Await.until(
                    "the forward listens",
                    LIMIT,
                    () -> forward.isAlive() && banner(here).startsWith("SSH-2.0-"));

            try (var bus = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                bus.connect(UnixDomainSocketAddress.of(socket));
                Channels.newOutputStream(bus).write("\0AUTH EXTERNAL 31303030\r\n".getBytes(StandardCharsets.US_ASCII));
                var answer = new byte[3];
                assertThat(Channels.newInputStream(bus).readNBytes(answer, 0, 3))
                        .isEqualTo(3);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isIn("OK ", "REJ");
            }
            Await.until(
                    "the way back",
                    LIMIT,
                    () -> taowa.exec("shell", "test", "-S", "/home/dev/back.sock")
                                    .status()
                            == 0);
        }
    }

    @Test
    void taowaForwardCarriesAPort() {
        var here = Sshd.freePort();
        try (var forward = taowa.start("forward", "shell", "22:" + here)) {
            Await.until(
                    "the forward listens",
                    LIMIT,
                    () -> forward.isAlive() && banner(here).startsWith("SSH-2.0-"));
        }
    }

    @Test
    void aForwardToATakenPortSaysSo() throws IOException {
        try (var taken = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refused = taowa.run("forward", "shell", "22:" + taken.getLocalPort());

            assertThat(refused.status()).isEqualTo(3);
            assertThat(refused.err())
                    .contains("problem:")
                    .contains("fix:")
                    .contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void anOpenSessionOutlivesTheServer() {
        try (var session = Running.start(argv("ssh", "-tt", "shell.taowa"), Map.of(), taowa.folder())) {
            session.type("echo be''fore\n");
            assertThat(session.awaitLine(LIMIT, line -> line.contains("before")))
                    .isTrue();

            var server = taowa.server().orElseThrow().path("pid").asLong();
            Programs.asRoot("kill", "-KILL", Long.toString(server)).orFail();
            Await.until("the server is gone", LIMIT, () -> taowa.server().isEmpty());
            session.type("echo af''ter\n");

            assertThat(session.awaitLine(LIMIT, line -> line.contains("after"))).isTrue();
            assertThat(ssh("ssh", "shell.taowa", "true").status()).isZero();
            assertThat(taowa.status("shell")).isEqualTo("running");
            assertThat(session.isAlive()).isTrue();
        }
    }

    private static String banner(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            socket.setSoTimeout(5000);
            return new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
        } catch (IOException notYet) {
            return "";
        }
    }
}
