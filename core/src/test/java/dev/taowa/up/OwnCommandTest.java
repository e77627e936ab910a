package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.Definition;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.image.Image;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.SessionEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnCommandTest {

    private static final String KEEP = "{\"image\": \"i\", \"overrideCommand\": false}";

    @TempDir
    private Path top;

    private Definition definition(String json, String compose) {
        try {
            Files.writeString(top.resolve(".devcontainer.json"), json);
            Files.writeString(top.resolve("c.yaml"), compose);
            var checkout = new Checkout(new Source.Folder(top), top, "");
            return new DefinitionReader(top.resolve("templates")).read(checkout, DefinitionChoice.NONE, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Image image(String user, List<String> entrypoint, List<String> command) {
        return new Image(new ImageTag("i"), "i", Map.of(), Map.of(), user, entrypoint, command);
    }

    private static List<PlacedFile> files(Definition definition, Image image) {
        return new OwnCommand(definition, image)
                .files("/work 100%", new SessionEnvironment(Map.of("A", "it's \"1\""), Map.of()));
    }

    private static String start(List<PlacedFile> files) {
        return files.get(1)
                .content()
                .revealText()
                .lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElse("");
    }

    @Test
    void theImagesCommandIsAUnit() {
        var files = files(definition(KEEP, ""), image("app:app", List.of("/entry"), List.of("a \"b\"\\", "$C 1%\n")));

        assertThat(files)
                .extracting(PlacedFile::path)
                .containsExactly(
                        "/etc/taowa/command-environment",
                        "/etc/systemd/system/taowa-command.service",
                        "/etc/systemd/system/multi-user.target.d/taowa-command.conf");
        assertThat(files.getFirst().mode()).isEqualTo(0600);
        assertThat(files.getFirst().content().revealText()).isEqualTo("A=\"it's \\\"1\\\"\"\n");
        assertThat(files.get(1).content().revealText()).isEqualTo("""
            [Unit]
            Description=Command of the image or Compose service
            After=network.target taowa-entrypoints.service taowa-compose.service

            [Service]
            Type=exec
            User=app
            WorkingDirectory=/work 100%%
            EnvironmentFile=/etc/taowa/command-environment
            SyslogIdentifier=command
            ExecStart=/bin/sh -c "exec \\"$$@\\"" sh "/entry" "a \\"b\\"\\\\" "$$C 1%%\\x0a"
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        entrypoint: [/mine]                  | "/mine"
        entrypoint: [/mine], command: [x, y] | "/mine" "x" "y"
        command: serve --all                 | "/entry" "serve" "--all"
        entrypoint: [''], command: serve     | "serve"
        tty: true                            | "/entry" "image's"
        """, quoteCharacter = '`')
    void aServicesWordsComeBeforeTheImages(String attributes, String expected) {
        var definition = definition(
                "{\"dockerComposeFile\": \"c.yaml\", \"service\": \"app\", \"overrideCommand\": false}",
                "services: {app: {image: i, user: \"1000:1000\", working_dir: /srv, %s}}".formatted(attributes));

        var files = files(definition, image("", List.of("/entry"), List.of("image's")));

        assertThat(start(files)).endsWith(" sh " + expected);
        assertThat(files.get(1).content().revealText()).contains("User=1000\nWorkingDirectory=/srv\n");
        assertThat(definition.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"image": "i"}
        {"image": "i", "overrideCommand": true}
        """)
    void byDefaultNothingRuns(String json) {
        assertThat(files(definition(json, ""), image("", List.of(), List.of("serve"))))
                .isEmpty();
    }

    @Test
    void aShellOrAWaitingCommandIsNoUnit() {
        assertThat(files(definition(KEEP, ""), image("", List.of(), List.of("bash"))))
                .isEmpty();
        assertThat(files(definition(KEEP, ""), image("", List.of(), List.of()))).isEmpty();
    }

    @Test
    void aUserThatIsNoNameIsRefused() {
        assertThatThrownBy(() -> files(definition(KEEP, ""), image("x\nExecStartPre=/x", List.of(), List.of("serve"))))
                .isInstanceOf(ProblemException.class);
    }
}
