package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taowa.compose.ComposeGrant;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links, made by a real systemd-tmpfiles in a folder of this test's. */
class ComposeGrantsIT {

    private static final Path PROGRAM = Path.of("/usr/bin/systemd-tmpfiles");

    @TempDir
    private Path top;

    @Test
    void everyBootMakesTheLinksAnew() throws IOException, InterruptedException {
        assumeThat(PROGRAM).as("this machine has no systemd-tmpfiles").isExecutable();
        var source = Path.of("/home/me/shop");
        List<Mount> mounts = List.of(new Mount.Folder(source, "/workspaces/shop", false));
        List<ComposeGrant> grants = List.of(
                new ComposeGrant.OfSource("/run/secrets/a \\b\"%", "conf/x %.txt"),
                new ComposeGrant.Text(
                        "/etc/app/é.conf",
                        Secret.of("x"),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty()));
        for (var file : new ComposeGrants(source, mounts).files(grants)) {
            var path = Files.createDirectories(
                            top.resolve(file.path().substring(1)).getParent())
                    .resolve(Path.of(file.path()).getFileName());
            Files.writeString(path, file.content().revealText());
        }
        Files.createDirectories(top.resolve("etc/app"));
        Files.writeString(top.resolve("etc/app/é.conf"), "of the image");

        boot();
        boot();

        assertThat(Files.readSymbolicLink(top.resolve("run/secrets/a \\b\"%")))
                .isEqualTo(Path.of("/workspaces/shop/conf/x %.txt"));
        assertThat(Files.readSymbolicLink(top.resolve("etc/app/é.conf"))).isEqualTo(Path.of("/etc/taowa/grants/0"));
    }

    private void boot() throws IOException, InterruptedException {
        var process = new ProcessBuilder(PROGRAM.toString(), "--create", "--root=" + top, "taowa-grants.conf")
                .inheritIO()
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
