package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {

    @TempDir
    private Path top = Path.of("");

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                top,
                _ -> {
                    throw new AssertionError("init needs no server");
                },
                arguments);
    }

    private void check(String name, CommandRun run) {
        var shown = "status %d%n--- out%n%s--- err%n%s".formatted(run.status(), run.out(), run.err());
        Golden.check(name, shown.replace(top.toString(), "FOLDER"));
    }

    @Test
    void proposesWhatFitsARepositoryAndLeavesItsFilesAlone() throws IOException {
        var pom = "<project><properties><maven.compiler.release>21</maven.compiler.release></properties></project>";
        Files.createDirectories(top.resolve("shop/web"));
        Files.createDirectories(top.resolve("shop/.git"));
        Files.writeString(top.resolve("shop/pom.xml"), pom);
        for (var file : new String[] {"A.java", "B.java", "C.java", "web/a.ts"}) {
            Files.writeString(top.resolve("shop").resolve(file), "");
        }

        check("init-detected", run("init", "shop"));

        assertThat(top.resolve("shop/pom.xml")).hasContent(pom);
        assertThat(top.resolve("shop/.devcontainer/devcontainer.json"))
                .content()
                .contains("\"version\": \"21\"");
        assertThat(top.resolve("shop/.devcontainer/java/install.sh")).isExecutable();
        assertThat(top.resolve("shop/src")).doesNotExist();
        check("init-again", run("init", "shop"));
    }

    @Test
    void aNewFolderGetsTheHelloWorld() {
        check("init-new", run("init", "hello", "--template", "go"));

        assertThat(top.resolve("hello/main.go")).content().contains("Hello");
    }

    @Test
    void whatIsAskedForGoesBeforeWhatIsProposed() throws IOException {
        Files.createDirectories(top.resolve("shop"));
        Files.writeString(top.resolve("shop/.nvmrc"), "22");

        var run = run("init", "shop", "--param", "version=24", "--json");

        check("init-json", run);
        assertThat(run.err()).isEmpty();
        assertThat(top.resolve("shop/.devcontainer/devcontainer.json"))
                .content()
                .contains("\"version\": \"24\"");
    }

    @Test
    void aTemplateMayBeAFolder() throws IOException {
        Files.createDirectories(top.resolve("mine/.devcontainer"));
        Files.writeString(top.resolve("mine/devcontainer-template.json"), """
                {"id": "mine", "version": "1", "options": {"who": {"type": "string", "default": "you"}}}""");
        Files.writeString(
                top.resolve("mine/.devcontainer/devcontainer.json"), "{\"name\": \"for ${templateOption:who}\"}");

        var run = run("init", "target", "--template", "./mine", "--param", "who=\"me\"");

        assertThat(run.status()).isZero();
        assertThat(top.resolve("target/.devcontainer/devcontainer.json")).hasContent("{\"name\": \"for \\\"me\\\"\"}");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.writeString(top.resolve("file"), "");

        check("init-file", run("init", "file", "--template", "vm"));
    }
}
