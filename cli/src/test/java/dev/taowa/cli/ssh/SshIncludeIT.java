package dev.taowa.cli.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshIncludeIT {

    @TempDir
    private Path home = Path.of("");

    private Path config() {
        return home.resolve(".ssh/config");
    }

    private SshInclude include() {
        return new SshInclude(config(), home.resolve("state é/ssh/config"));
    }

    private String line() {
        return "Include \"" + home + "/state é/ssh/config\"\n";
    }

    @Test
    void makesTheFileForItsOwnerAlone() throws IOException {
        assertThat(include().install()).isTrue();

        assertThat(config()).hasContent(line());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config().getParent())))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host *\n    User me\n",
                "# comment, no line end",
                "\n\nHost a\n",
                "Include other\nHost b\r\n  Port 1\r\n",
                "\u00e9\u00ff",
            })
    void addsOneLineAndTakesItOutAgain(String text) throws IOException {
        var before = text.getBytes(StandardCharsets.ISO_8859_1);
        Files.createDirectories(config().getParent());
        Files.write(config(), before);
        Files.setPosixFilePermissions(config(), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(include().install()).isTrue();
        var installed = Files.readAllBytes(config());
        assertThat(include().install()).isFalse();

        assertThat(Files.readAllBytes(config())).isEqualTo(installed).endsWith(before);
        assertThat(new String(installed, StandardCharsets.UTF_8)).startsWith(line());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config())))
                .isEqualTo("rw-r--r--");

        assertThat(include().uninstall()).isTrue();
        assertThat(include().uninstall()).isFalse();
        assertThat(Files.readAllBytes(config())).isEqualTo(before);
    }

    @Test
    void lineBelowAHostHoldsForThatHostAloneAndSoCountsForNothing() throws IOException {
        Files.createDirectories(config().getParent());
        Files.writeString(config(), "Host a\n" + line());

        assertThat(include().install()).isTrue();

        assertThat(config()).hasContent(line() + "\nHost a\n" + line());
    }

    @Test
    void linkedFileStaysALink() throws IOException {
        var kept = Files.writeString(home.resolve("dotfiles"), "Host a\n");
        Files.createDirectories(config().getParent());
        Files.createSymbolicLink(config(), kept);

        include().install();

        assertThat(config()).isSymbolicLink();
        assertThat(kept).hasContent(line() + "\nHost a\n");
    }

    @Test
    void linkToNothingIsAProblemAndStays() throws IOException {
        Files.createDirectories(config().getParent());
        Files.createSymbolicLink(config(), home.resolve("nothing"));

        assertThatThrownBy(() -> include().install()).isInstanceOf(ProblemException.class);

        assertThat(config()).isSymbolicLink();
    }

    @Test
    void openSshReadsTheIncludedFile() throws Exception {
        Files.createDirectories(home.resolve("state é/ssh"));
        Files.writeString(home.resolve("state é/ssh/config"), "Host demo.taowa\n    Port 40123\n");
        include().install();

        var ssh = new ProcessBuilder("ssh", "-F", config().toString(), "-G", "demo.taowa").start();
        var text = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(ssh.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(text).contains("port 40123\n");
    }
}
