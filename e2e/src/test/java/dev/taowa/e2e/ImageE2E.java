package dev.taowa.e2e;

import static dev.taowa.e2e.GitSourceE2E.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Images of a person's own, made from a plain distribution that these tests bootstrap themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ImageE2E {

    private final Taowa taowa = Taowa.fresh();
    private final String plain = "localhost/taowa-e2e-"
            + taowa.folder().getFileName().toString().toLowerCase(java.util.Locale.ROOT) + ":plain";
    private final String strange = plain.replace(":plain", ":strange");

    /** The release that this machine runs, from the package sources that it uses, without recommended packages. */
    @BeforeAll
    void bootstrap() throws Exception {
        var release = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("/etc/os-release"))) {
            release.load(reader);
        }
        var archive = taowa.folder().resolve("plain.tar");
        Programs.run(
                        List.of(
                                "mmdebstrap",
                                "--quiet",
                                "--variant=apt",
                                release.getProperty("VERSION_CODENAME"),
                                archive.toString()),
                        Map.of(),
                        taowa.folder(),
                        new byte[0],
                        Duration.ofMinutes(8))
                .orFail();
        Programs.asRoot("podman", "import", "--quiet", archive.toString(), plain)
                .orFail();
        Files.delete(archive);
        var context = taowa.folder().resolve("strange");
        Folders.write(context.resolve("etc/os-release"), "ID=strange\nNAME=\"Strange\"\n");
        Programs.run(
                        "tar",
                        "-C",
                        context.toString(),
                        "-cf",
                        taowa.folder().resolve("strange.tar").toString(),
                        ".")
                .orFail();
        Programs.asRoot(
                        "podman",
                        "import",
                        "--quiet",
                        taowa.folder().resolve("strange.tar").toString(),
                        strange)
                .orFail();
    }

    @AfterAll
    void close() {
        try {
            taowa.close();
        } finally {
            Programs.asRoot("podman", "rmi", "-f", plain, strange);
        }
    }

    @Test
    @Order(1)
    void aPlainImageBecomesAMachine() {
        var project = Folders.project(taowa.folder(), "plain", "{\"image\": \"%s\"}".formatted(plain));

        taowa.up(project.toString());

        assertThat(taowa.sh("plain", "systemctl is-system-running --wait; id -un; sudo id -un"))
                .isEqualTo("running\ndev\nroot");
    }

    @Test
    @Order(2)
    void aContainerfileIsBuiltWithItsArgumentsAndTarget() {
        var project = Folders.project(taowa.folder(), "built", """
                {
                    "build": { "dockerfile": "Dockerfile", "context": "..", "target": "wanted", "args": { "WORD": "a 'b' $c" } },
                    "remoteUser": "builder",
                }
                """);
        Folders.write(project.resolve("in-context"), "from the context\n");
        var dockerfile = project.resolve(".devcontainer/Dockerfile");
        Folders.write(dockerfile, """
                FROM %s AS wanted
                ARG WORD
                RUN printf '%%s' "$WORD" > /word && useradd -m builder
                COPY in-context /copied
                FROM wanted
                RUN touch /not-wanted
                """.formatted(plain));

        taowa.up(project.toString(), "--ide", "none");

        assertThat(taowa.sh(
                        "built",
                        "id -un; cat /word; echo; cat /copied; ls /not-wanted 2>&1 | grep -c cannot; sudo id -un"))
                .isEqualTo("builder\na 'b' $c\nfrom the context\n1\nroot");
        var again = taowa.run("up", project.toString(), "--ide", "none", "--recreate")
                .orFail();
        assertThat(again.err()).doesNotContain("useradd");

        Folders.write(dockerfile, "FROM %s AS wanted\nRUN echo one line of output && exit 5\n".formatted(plain));
        var failed = taowa.run("rebuild", "built");
        assertProblem(failed, 2, "");
        assertThat(failed.err()).contains("one line of output");
        assertThat(taowa.exec("built", "true").status())
                .as("the running workspace is left alone")
                .isZero();
    }

    @Test
    @Order(3)
    void anUnknownDistributionIsRefused() {
        var project = Folders.project(taowa.folder(), "strange", "{\"image\": \"%s\"}".formatted(strange));

        assertProblem(taowa.run("up", project.toString(), "--ide", "none"), 2, "strange");
    }
}
