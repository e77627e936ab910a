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

/** The program that brings a project up inside a workspace, run by a real shell with an engine of this test's. */
class ComposeProgramIT {

    @TempDir
    private Path top;

    @BeforeEach
    void placeFiles() throws IOException {
        Files.writeString(top.resolve("awaited"), "");
        Files.createDirectories(top.resolve("context/deep"));
        Files.writeString(top.resolve("context/deep/file"), "one");
        Files.writeString(top.resolve("built-from"), "/nowhere\n%s\n".formatted(top.resolve("context")));
        try (var in = InnerFiles.class.getResourceAsStream("taowa-compose")) {
            assertThat(in).isNotNull();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("=/etc/taowa/compose", "=" + top)
                    .replace("=/var/lib/taowa", "=" + top.resolve("layer"));
            Files.writeString(top.resolve("program"), text);
        }
        engine(0);
    }

    /** @param status of what brings services up */
    private void engine(int status) throws IOException {
        var docker = Files.writeString(top.resolve("docker"), """
                #!/bin/sh
                case " $* " in *' up '*) echo "${*##*plain }" >> %s; exit %d ;; esac
                """.formatted(top.resolve("ran"), status));
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        var argv = new ArrayList<>(List.of("sh", top.resolve("program").toString()));
        argv.addAll(List.of(arguments));
        var builder = new ProcessBuilder(argv).inheritIO();
        builder.environment().put("PATH", top + ":" + System.getenv("PATH"));
        var process = builder.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private List<String> ran() throws IOException {
        return Files.readAllLines(top.resolve("ran"));
    }

    @Test
    void aMachineBuildsOnceAndNotAtEveryBoot() throws Exception {
        assertThat(run()).isZero();
        assertThat(run()).isZero();

        assertThat(ran()).containsExactly("up --detach --remove-orphans --build", "up --detach --remove-orphans");
    }

    @Test
    void whatImagesAreBuiltFromIsFollowed() throws Exception {
        assertThat(run()).isZero();
        assertThat(run("changed")).isZero();
        assertThat(ran()).hasSize(1);

        Files.writeString(top.resolve("context/deep/file"), "two");
        assertThat(run("changed")).isZero();
        assertThat(run("changed")).isZero();
        assertThat(ran()).hasSize(2).containsOnly("up --detach --remove-orphans --build");

        Files.delete(top.resolve("context/deep/file"));
        assertThat(run()).isZero();
        assertThat(run()).isZero();
        assertThat(ran().subList(2, 4))
                .containsExactly("up --detach --remove-orphans --build", "up --detach --remove-orphans");
    }

    @Test
    void aBuildThatFailedIsTriedAgain() throws Exception {
        engine(17);
        assertThat(run()).isEqualTo(17);
        engine(0);
        assertThat(run()).isZero();

        assertThat(ran()).containsOnly("up --detach --remove-orphans --build").hasSize(2);
    }
}
