package dev.taowa.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.dial.Command;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OpenSSH's own programs, as people run them, against a real sshd with our files. */
class OpenSshIT {

    private final SafeFolder temporary = new SafeFolder();
    private final Path folder = temporary.path();
    private final Path state = folder.resolve("state");
    private final SshAuthority authority =
            new SshAuthority(SshFolder.of(state), "aaaaaaaaaaaa", InstantSource.system());
    private final RealSshd sshd;

    OpenSshIT() throws IOException {
        sshd = RealSshd.start(temporary.make("sshd"), authority.hostFiles(RealSshd.ID, RealSshd.NAME));
        writeConfig(state, sshd);
    }

    @AfterEach
    void stop() {
        sshd.close();
        temporary.close();
    }

    @Test
    void certificateLogsInWithoutAQuestion() throws Exception {
        var done = ssh(state, List.of(), "printf '%s' ok");

        assertThat(done.errors()).isEmpty();
        assertThat(done.text()).isEqualTo("ok");
        assertThat(done.status()).isZero();
    }

    @Test
    void exitStatusIsTheCommandsOwn() throws Exception {
        assertThat(ssh(state, List.of(), "exit 42").status()).isEqualTo(42);
    }

    @Test
    void noPasswordMethodIsOffered() throws Exception {
        var refused =
                ssh(state, List.of("-v", "-oPreferredAuthentications=none,password,keyboard-interactive"), "true");

        assertThat(refused.status()).isEqualTo(255);
        assertThat(refused.errors()).contains("Authentications that can continue: publickey\n".strip());
        assertThat(refused.errors()).doesNotContain("continue: publickey,");
    }

    @Test
    void keyWithoutItsCertificateIsRefused() throws Exception {
        Files.delete(SshFolder.of(state).certificate());

        assertRefused(ssh(state, List.of(), "true"));
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused() throws Exception {
        var other = folder.resolve("other");
        new SshAuthority(SshFolder.of(other), "aaaaaaaaaaaa", InstantSource.system());
        Files.copy(
                SshFolder.of(state).knownHosts(),
                SshFolder.of(other).knownHosts(),
                StandardCopyOption.REPLACE_EXISTING);
        writeConfig(other, sshd);

        assertRefused(ssh(other, List.of(), "true"));
    }

    @Test
    void expiredCertificateIsRefused() throws Exception {
        replaceCertificate(Instant.now().minus(Duration.ofDays(2)), Duration.ofDays(1), authority);

        assertRefused(ssh(state, List.of(), "true"));
    }

    @Test
    void certificateForAnotherStateIsRefused() throws Exception {
        var otherState = new SshAuthority(SshFolder.of(state), "bbbbbbbbbbbb", InstantSource.system());
        replaceCertificate(Instant.now(), Duration.ofDays(1), otherState);

        assertRefused(ssh(state, List.of(), "true"));
    }

    @Test
    void hostWithACertificateOfAnotherAuthorityIsNotTrusted() throws Exception {
        var other = new SshAuthority(SshFolder.of(folder.resolve("other")), "aaaaaaaaaaaa", InstantSource.system());
        try (var impostor = RealSshd.start(temporary.make("impostor"), other.hostFiles(RealSshd.ID, RealSshd.NAME))) {
            writeConfig(state, impostor);

            var refused = ssh(state, List.of(), "true");

            assertThat(refused.status()).isEqualTo(255);
            assertThat(refused.errors()).contains("Host key verification failed");
        }
    }

    @Test
    void hostCertificateOfAnotherWorkspaceIsNotTrusted() throws Exception {
        var name = new WorkspaceName("other");
        try (var impostor = RealSshd.start(temporary.make("impostor"), authority.hostFiles(RealSshd.ID, name))) {
            writeConfig(state, impostor);

            assertThat(ssh(state, List.of(), "true").errors()).contains("Host key verification failed");
        }
    }

    @Test
    void scpSftpAndRsyncCopyBothWays() throws Exception {
        var config = SshFolder.of(state).config().toString();
        var source = Files.writeString(folder.resolve("a file"), "content");
        for (var argv : Stream.of(
                        List.of("scp", "-F", config, source.toString(), "demo.taowa:" + folder + "/scp"),
                        List.of("scp", "-O", "-F", config, "demo.taowa:" + folder + "/scp", folder + "/scp-old"),
                        List.of(
                                "rsync",
                                "-e",
                                "ssh -F " + config,
                                source.toString(),
                                "demo.taowa:" + folder + "/rsync"))
                .toList()) {
            assertThat(Program.run(argv).errors()).isEmpty();
        }

        for (var copy : List.of("scp", "scp-old", "rsync")) {
            assertThat(folder.resolve(copy)).hasContent("content");
        }
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        var nasty = List.of(
                "",
                " ",
                "a b",
                "'",
                "\"",
                "\\",
                "$(id)",
                "`id`",
                "*",
                "~",
                "-n",
                "a\nb",
                "é\u00a0😀",
                "!x",
                "\\'",
                "x=y");
        var argv = new ArrayList<>(List.of("printf", "%s\\0"));
        argv.addAll(nasty);

        var done = ssh(state, List.of(), new Command(RealSshd.USER, argv, Map.of(), "/").shellLine());

        assertThat(done.text()).isEqualTo(String.join("\0", nasty) + "\0");
    }

    @Test
    void filesAreForTheirOwnerAlone() throws Exception {
        try (var files = Files.list(SshFolder.of(state).path())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** With a neighbour before it: what OpenSSH reads of other hosts must not hinder it. */
    private static void writeConfig(Path state, RealSshd sshd) {
        new SshConfigFile(state, Path.of("/usr/bin/taowa"))
                .write(List.of(
                        new SshHost(new WorkspaceName("a"), OptionalInt.of(sshd.port()), RealSshd.USER, "/"),
                        new SshHost(RealSshd.NAME, OptionalInt.of(sshd.port()), RealSshd.USER, "/")));
    }

    private void replaceCertificate(Instant now, Duration validity, SshAuthority signer)
            throws IOException, GeneralSecurityException {
        var folder = SshFolder.of(state);
        var certificate = signer.signUser(authority.renew().getCertPubKey(), now, validity);
        Files.write(folder.certificate(), KeyFiles.publicLine(certificate).getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(Program program) {
        assertThat(program.status()).isEqualTo(255);
        assertThat(program.errors()).contains("Permission denied (publickey)");
    }

    private static Program ssh(Path state, List<String> options, String command)
            throws IOException, InterruptedException {
        var argv = new ArrayList<>(
                List.of("ssh", "-F", SshFolder.of(state).config().toString()));
        argv.addAll(options);
        argv.addAll(List.of("demo.taowa", command));
        return Program.run(argv);
    }
}
