package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.JsonText;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads every definition of the corpus that is taken, on an image with metadata of its own, and demands that it comes
 * to the same as with the standard's reference implementation; {@code reference-differences.txt} lists what is meant to
 * differ, and why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceIT {

    private static final String VERSION = "0.89.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LABEL = """
            [{"remoteUser": "node", "containerEnv": {"IMAGE": "1"}, "remoteEnv": {"REMOTE": "image"}, "init": true,
              "capAdd": ["SYS_PTRACE"], "mounts": ["type=volume,source=cache,target=/image-cache"],
              "forwardPorts": [9999], "hostRequirements": {"cpus": 1, "memory": "1gb"}, "waitFor": "onCreateCommand",
              "portsAttributes": {"9999": {"label": "image"}}, "userEnvProbe": "loginShell"},
             {"id": "some-feature", "postCreateCommand": "echo feature", "entrypoint": "/feature", "privileged": true}]
            """;

    /** Stands in for the engine: it knows one image, no container, and has a real Compose. */
    private static final String ENGINE = """
            #!/bin/sh
            case "$1 $2 $3" in
                'inspect --type image') cat "$REFERENCE_IMAGE"; echo "$4" > "$REFERENCE_INSPECTED" ;;
                inspect*) echo '[]' ;;
                compose*) shift; exec "$REFERENCE_COMPOSE" "$@" ;;
            esac
            """;

    @TempDir
    private static Path top = Path.of("");

    private Path program = Path.of("");
    private Path engine = Path.of("");
    private String compose = "";

    @BeforeAll
    void install() throws IOException, InterruptedException {
        var home = Path.of("target", "reference").toAbsolutePath();
        program = home.resolve("node_modules/@devcontainers/cli/devcontainer.js");
        if (!Files.exists(program)) {
            Files.createDirectories(home);
            var packages = List.of("--prefix", home.toString(), "@devcontainers/cli@" + VERSION);
            run(Stream.concat(
                            Stream.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"),
                            packages.stream())
                    .toList());
        }
        compose = run(List.of(Path.of("..", "testbed", "compose").toString())).strip();
        engine = Files.writeString(top.resolve("engine"), ENGINE);
        assertThat(engine.toFile().setExecutable(true)).isTrue();
        var image = JSON.createObjectNode().put("Id", "sha256:1");
        var config = image.putObject("Config").put("User", "");
        config.putArray("Env").add("PATH=/usr/bin");
        config.putObject("Labels").put("devcontainer.metadata", LABEL);
        Files.writeString(
                top.resolve("image.json"), JSON.createArrayNode().add(image).toString());
    }

    /** @return what it prints */
    private static String run(List<String> argv) throws IOException, InterruptedException {
        var output = Files.createTempFile(top, "output", "");
        var program = new ProcessBuilder(argv)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(program.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(program.exitValue()).as(argv.toString()).isZero();
        return Files.readString(output);
    }

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException, URISyntaxException {
        var differences = differences();
        var corpus = Path.of(Objects.requireNonNull(ReferenceIT.class.getResource("/definitions"))
                .toURI());
        List<Path> files;
        try (var listed = Files.list(corpus)) {
            files = listed.sorted().toList();
        }
        return files.stream().filter(ReferenceIT::isTaken).map(file -> {
            var name = file.getFileName().toString().replace(".json", "");
            return DynamicTest.dynamicTest(name, () -> compare(name, file, differences.getOrDefault(name, List.of())));
        });
    }

    private static boolean isTaken(Path file) {
        try {
            return Files.readString(file).startsWith("// ok");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By case: the properties that may differ. A line is CASE PROPERTY REASON. */
    private static Map<String, List<String>> differences() throws IOException {
        var found = new TreeMap<String, List<String>>();
        try (var in = Objects.requireNonNull(ReferenceIT.class.getResourceAsStream("/reference-differences.txt"))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +", 3))
                    .forEach(words -> found.merge(
                            words[0],
                            List.of(words[1]),
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
        }
        return found;
    }

    private void compare(String name, Path file, List<String> different) throws IOException, InterruptedException {
        var folder = Files.createDirectories(top.toRealPath().resolve(name + "/project"));
        CorpusFolder.fill(folder);
        var json = JsonText.parse(name, Files.readString(file));
        if (Stream.of("image", "build", "dockerFile", "dockerComposeFile").noneMatch(json::has)) {
            json.put("image", "debian:12");
        }
        json.remove("features");
        Files.writeString(folder.resolve(".devcontainer/devcontainer.json"), json.toString());

        var ours = ours(folder);
        var theirs = theirs(folder, json);

        different.forEach(property -> {
            assertThat(ours.get(property))
                    .as("%s of %s differs no more: take it off the list", property, name)
                    .isNotEqualTo(theirs.get(property));
            ours.remove(property);
            theirs.remove(property);
        });
        assertThat(ours).isEqualTo(theirs);
    }

    private static Map<String, String> ours(Path folder) {
        var reader = new DefinitionReader(folder);
        var checkout = new Checkout(new Source.Folder(folder), folder, "");
        var definition = reader.read(checkout, DefinitionChoice.NONE, Map.of("HOSTILE", "$(touch /tmp/owned)"));
        var form = ReferenceForm.of(definition.on(reader.metadata(checkout, definition, LABEL, _ -> {})));
        // That of a Dockerfile, the reference inspects itself.
        form.put("image", definition.image() instanceof ImageSource.Reference named ? named.reference() : "debian:12");
        return form;
    }

    private Map<String, String> theirs(Path folder, ObjectNode json) throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var inspected = folder.resolve("inspected");
        var builder = new ProcessBuilder(
                        "node",
                        program.toString(),
                        "read-configuration",
                        "--workspace-folder",
                        folder.toString(),
                        "--docker-path",
                        engine.toString(),
                        "--include-merged-configuration")
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile());
        builder.environment().put("REFERENCE_IMAGE", top.resolve("image.json").toString());
        builder.environment().put("REFERENCE_INSPECTED", inspected.toString());
        builder.environment().put("REFERENCE_COMPOSE", compose);
        builder.environment().put("HOSTILE", "$(touch /tmp/owned)");
        var process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        var last = Files.readString(output).lines().reduce((_, line) -> line).orElse("");
        assertThat(last).as(Files.readString(folder.resolve("errors"))).startsWith("{");
        JsonNode merged = JSON.readTree(last).path("mergedConfiguration");
        assertThat(merged.isObject()).as(last).isTrue();
        var form = ReferenceForm.of(merged, Optional.ofNullable(json.get("appPort")));
        form.put("image", Files.readString(inspected).strip());
        return form;
    }
}
