package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that keeps names in a workspace's /etc/hosts, run by a real shell with an engine of this test's. */
class NamesProgramIT {

    private static final String OWN_LINES = "127.0.0.1\tlocalhost\n10.0.0.9\tmachine\n";

    @TempDir
    private Path top;

    private Path hosts = Path.of("");

    @BeforeEach
    void placeFiles() throws IOException {
        hosts = Files.writeString(top.resolve("hosts-file"), OWN_LINES);
        Files.writeString(top.resolve("project"), "shop\n");
        Files.writeString(top.resolve("hosts"), "app theapp\n");
        try (var in = InnerFiles.class.getResourceAsStream("taowa-compose-names")) {
            assertThat(in).isNotNull();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("=/etc/taowa/compose", "=" + top)
                    .replace("=/etc/hosts", "=" + hosts);
            executable("names", text);
        }
        engine("172.18.0.2 \"db\" \"/shop-db-1\" \"database\"", "172.18.0.3 \"web\" \"/shop-web-1\"");
    }

    private void executable(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(top.resolve(name), text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void engine(String... lines) throws IOException {
        Files.write(top.resolve("answer"), List.of(lines));
        executable("docker", """
                #!/bin/sh
                case $1 in
                    ps) echo 0123 ;;
                    inspect) cat %s ;;
                esac
                """.formatted(top.resolve("answer")));
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("sh", top.resolve("names").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("PATH", top + ":" + System.getenv("PATH"));
        builder.environment().put("RUNTIME_DIRECTORY", top.resolve("work").toString());
        Files.createDirectories(top.resolve("work"));
        var process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void namesAreWrittenInPlaceAndTakenOut() throws Exception {
        var file = Files.readAttributes(hosts, "unix:ino");

        run();
        assertThat(hosts).content().startsWith(OWN_LINES).contains("""
                127.0.0.1 app theapp
                172.18.0.2 db shop-db-1 database
                172.18.0.3 web shop-web-1
                """);

        engine("172.18.0.7 \"db\"");
        run();
        assertThat(hosts).content().contains("172.18.0.7 db\n").doesNotContain("172.18.0.2", "web");

        run("boot");
        assertThat(hosts).hasContent(OWN_LINES);
        assertThat(Files.readAttributes(hosts, "unix:ino")).isEqualTo(file);
    }

    @Test
    void addedNamesAreThereFromBootOnAndComeFirst() throws Exception {
        Files.writeString(top.resolve("extra-hosts"), "10.9.8.7 \"db\"\n::1 \"six\"\n");

        run("boot");
        assertThat(hosts)
                .content()
                .startsWith(OWN_LINES)
                .contains("10.9.8.7 db\n::1 six\n")
                .doesNotContain("172.");

        run();
        assertThat(hosts).content().containsSubsequence("10.9.8.7 db\n", "127.0.0.1 app", "172.18.0.2 db");

        run("boot");
        assertThat(hosts).content().contains("10.9.8.7 db\n").doesNotContain("172.", "app");
    }

    @Test
    void whatIsNoNameIsLeftOut() throws Exception {
        engine(
                "172.18.0.2 \"db\" \"evil\\n6.6.6.6 github.com\" \"localhost\" \"-f\" \"a b\" \"x;y\" \"ok_1.x\"",
                "not-an-address \"other\"",
                "172.18.0.4 \"$(id)\" null");

        run();

        assertThat(Files.readString(hosts).lines().filter(line -> line.startsWith("172.")))
                .containsExactly("172.18.0.2 db ok_1.x");
        assertThat(hosts).content().doesNotContain("6.6.6.6", "other", "id");
    }
}
