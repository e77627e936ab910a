package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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
    void aTemplateThatIsElsewhereIsBroughtByTheServer() throws IOException {
        var description = base64("{\"id\": \"theirs\", \"version\": \"1\", \"options\": {\"who\": {}}}");
        var definition = base64("{\"name\": \"for ${templateOption:who}\"}");
        try (var server = new FakeServer(1).on("POST templates", 200, """
                {"files": [{"path": "devcontainer-template.json", "content": "%s"},
                {"path": ".devcontainer/devcontainer.json", "content": "%s"}], "warnings": ["take care"]}""".formatted(description, definition))) {
            CommandRun.announce(top, server);

            var run = run("init", "new", "--template", "ghcr.io/x/theirs:1", "--param", "who=me");

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.err()).contains("warning: take care", "next: taowa up new");
            assertThat(server.asked()).containsExactly("POST /api/v1/templates");
        }
        assertThat(top.resolve("new/.devcontainer/devcontainer.json")).hasContent("{\"name\": \"for me\"}");
    }

    @Test
    void aTemplateThatCannotBeHadIsAProblemAndWritesNothing() {
        var problem = "{\"code\": \"TEMPLATE_UNAVAILABLE\", \"what\": \"it is gone\", \"fix\": \"take another\"}";
        try (var server = new FakeServer(1).on("POST templates", 400, problem)) {
            CommandRun.announce(top, server);

            var run = run("init", "new", "--template", "https://example.org/templates#java");

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("problem: it is gone", "fix: take another");
        }
        assertThat(top.resolve("new")).doesNotExist();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Files.writeString(top.resolve("file"), "");

        check("init-file", run("init", "file", "--template", "vm"));
    }
}
