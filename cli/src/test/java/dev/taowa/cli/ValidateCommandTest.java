package dev.taowa.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    private static final String WRONG = """
            {
              "name": "wrong",
              "imgae": "debian:13",
              "build": {"dockerfile": "None"},
              "forwardPorts": [3000, 70000],
              "postCreateCommand": 5,
              "features": {"ghcr.io/x/go": {}, "./absent": {}},
              "remoteEnv": {"A": "${localWorkspaceFoldr}", "B": "${localEnv:NOPE}"},
              "customizations": {"taowa": {"prebuild": true, "idle": {"stopAfterMinute": 5}}}
            }
            """;

    @TempDir
    private Path top = Path.of("");

    @BeforeEach
    void write() throws IOException {
        var folder = Files.createDirectories(top.resolve(".devcontainer/a place"));
        Files.writeString(folder.resolve("devcontainer.json"), WRONG);
        Files.createDirectories(top.resolve("right"));
        Files.writeString(top.resolve("right/.devcontainer.json"), "{\"image\": \"debian:13\"}");
    }

    private void check(String name, String... arguments) {
        var run = CommandRun.of(
                top,
                _ -> {
                    throw new AssertionError("validate needs no server");
                },
                arguments);
        Golden.check(name, "status %d%n--- out%n%s--- err%n%s".formatted(run.status(), run.out(), run.err()));
    }

    @Test
    void everythingWrongIsToldAtItsPlace() {
        check("validate-wrong", "validate");
    }

    @Test
    void programsGetTheSame() {
        check("validate-json", "validate", "--json");
        check("validate-sarif", "validate", "--sarif");
    }

    @Test
    void nothingWrongIsSaid() {
        check("validate-right", "validate", "right");
    }
}
