package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.workspace.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionReaderTest {

    @TempDir
    private Path top;

    private Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(top.toRealPath().resolve("app"));
        Files.createDirectories(folder.resolve(".devcontainer"));
        Files.writeString(folder.resolve("Containerfile"), "FROM debian:12\n");
    }

    private Definition read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    private Definition read(byte[] json) throws IOException {
        Files.write(folder.resolve(".devcontainer/devcontainer.json"), json);
        return read(new Source.Folder(folder), "");
    }

    private Definition read(Source source, String subfolder) {
        return new DefinitionReader().read(new Checkout(source, folder, subfolder), Map.of("USER", "me"));
    }

    private static Source.Git git() {
        return new Source.Git("https://example.test/app", Optional.empty(), "", "https://example.test/app");
    }

    @Test
    void withoutAFileTheBuiltInDefinitionIsUsed() {
        assertThat(read(new Source.Folder(folder), "")).isEqualTo(Definition.builtIn());
    }

    @Test
    void theFileInTheFolderComesBeforeTheOneBesideIt() throws IOException {
        Files.writeString(folder.resolve(".devcontainer.json"), "{\"name\": \"beside\"}");
        assertThat(read(new Source.Folder(folder), "").name()).contains("beside");

        assertThat(read("{\"name\": \"in\"}").name()).contains("in");
    }

    @Test
    void theSubfoldersFileComesBeforeThatOfTheRepository() throws IOException {
        read("{\"name\": \"root\"}");
        Files.createDirectories(folder.resolve("sub/dir"));
        assertThat(read(git(), "sub/dir").name()).contains("root");

        Files.writeString(folder.resolve("sub/dir/.devcontainer.json"), "{\"name\": \"${containerWorkspaceFolder}\"}");
        assertThat(read(git(), "sub/dir").name()).contains("/workspaces/app/sub/dir");
    }

    @Test
    void severalDefinitionsAreNamed() throws IOException {
        Files.createDirectories(folder.resolve(".devcontainer/python"));
        Files.writeString(folder.resolve(".devcontainer/python/devcontainer.json"), "{}");

        assertThat(read(new Source.Folder(folder), "").warnings())
                .singleElement()
                .asString()
                .contains("python/devcontainer.json");
    }

    @Test
    void imagesAndBuilds() throws IOException {
        assertThat(read("{\"image\": \"debian:12\"}").image()).isEqualTo(new ImageSource.Reference("debian:12"));
        assertThat(read("{\"build\": {\"dockerfile\": \"../Containerfile\", \"context\": \"..\","
                                + " \"args\": {\"A\": \"${localEnv:USER}\"}, \"target\": \"dev\"}}")
                        .image())
                .isEqualTo(new ImageSource.Build("Containerfile", "", Map.of("A", "me"), Optional.of("dev")));
    }

    @Test
    void variablesAreResolvedAndAShellsOwnStay() throws IOException {
        var definition = read("""
                {"containerEnv": {"A": "${localEnv:USER}", "B": "${localEnv:NONE:x}", "C": "${env:NONE}"},
                 "remoteEnv": {"D": null, "E": "${containerEnv:PATH}:/x", "F": "${localWorkspaceFolderBasename}"},
                 "postCreateCommand": "echo ${HOME} ${containerWorkspaceFolder}"}
                """);

        assertThat(definition.containerEnv()).isEqualTo(Map.of("A", "me", "B", "x", "C", ""));
        assertThat(definition.remoteEnv())
                .isEqualTo(Map.of(
                        "D", Optional.empty(), "E", Optional.of("${containerEnv:PATH}:/x"), "F", Optional.of("app")));
        assertThat(definition.lifecycle())
                .containsEntry(LifecycleStage.POST_CREATE, new LifecycleCommand.Shell("echo ${HOME} /workspaces/app"));
    }

    @Test
    void aRepositoryFromAUrlSeesNoVariableOfThisMachine() throws IOException {
        read("{\"containerEnv\": {\"A\": \"${localEnv:USER}\", \"B\": \"${localEnv:USER:x}\"}}");

        var definition = read(git(), "");

        assertThat(definition.containerEnv()).isEqualTo(Map.of("A", "", "B", "x"));
        assertThat(definition.warnings()).singleElement().asString().contains("localEnv:USER");
    }

    @Test
    void theIdIsThatOfTheStandardsShape() throws IOException {
        assertThat(read("{\"name\": \"${devcontainerId}\"}").name())
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-v]{52}"));
    }

    @Test
    void portsWithAttributes() throws IOException {
        assertThat(read("""
                {"forwardPorts": [3000, "localhost:3001", "8443"], "appPort": "9000:80",
                 "portsAttributes": {"3000-3001": {"label": "App"}, "8443": {"protocol": "https"}}}
                """).ports())
                .containsExactly(
                        new DeclaredPort(3000, "App", "http"),
                        new DeclaredPort(3001, "App", "http"),
                        new DeclaredPort(8443, "", "https"),
                        new DeclaredPort(80, "", "http"));
    }

    @Test
    void mountsInBothForms() throws IOException {
        assertThat(read("""
                {"mounts": ["source=${localWorkspaceFolder}/x,target=/x,type=bind,readonly,consistency=cached",
                            {"type": "volume", "source": "cache", "target": "/cache"},
                            "type=tmpfs,dst=/fast"]}
                """).mounts())
                .containsExactly(
                        new DeclaredMount.Bind(folder + "/x", "/x", true),
                        new DeclaredMount.Volume("cache", "/cache", false),
                        new DeclaredMount.Memory("/fast"));
    }

    @Test
    void commandsInThreeForms() throws IOException {
        assertThat(read("""
                {"onCreateCommand": "a && b", "postCreateCommand": ["a", "b c"],
                 "postStartCommand": {"one": "x", "two": ["y"]}, "postAttachCommand": ""}
                """).lifecycle())
                .isEqualTo(Map.of(
                        LifecycleStage.ON_CREATE,
                        new LifecycleCommand.Shell("a && b"),
                        LifecycleStage.POST_CREATE,
                        new LifecycleCommand.Program(List.of("a", "b c")),
                        LifecycleStage.POST_START,
                        new LifecycleCommand.Parallel(Map.of(
                                "one",
                                new LifecycleCommand.Shell("x"),
                                "two",
                                new LifecycleCommand.Program(List.of("y"))))));
    }

    @Test
    void requirements() throws IOException {
        assertThat(read("{\"hostRequirements\": {\"cpus\": 2, \"memory\": \"4gb\", \"storage\": \"32gb\"}}")
                        .hostRequirements())
                .isEqualTo(new HostRequirements(
                        OptionalInt.of(2), Optional.of(new ByteSize(4L << 30)), Optional.of(new ByteSize(32L << 30))));
    }

    @Test
    void aByteOrderMarkIsNoMatter() throws IOException {
        assertThat(read("\uFEFF{\"name\": \"x\"}").name()).contains("x");
    }

    @Test
    void hugeDeepAndBinaryFilesAreProblems() {
        for (var hostile : List.of(" ".repeat(10 << 20), "[".repeat(100_000), "{\"a\":".repeat(5000), "\0\0", "")) {
            assertThatThrownBy(() -> read(hostile)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> read(new byte[] {'{', (byte) 0xff, '}'})).isInstanceOf(ProblemException.class);
    }

    @Test
    void anythingIsADefinitionOrAProblem() throws IOException {
        var random = new Random(7);
        var good = "{\"image\": \"debian:12\", \"forwardPorts\": [1, \"a:2\"], \"mounts\": [\"type=bind,source=/a,"
                + "target=/b\"], \"remoteEnv\": {\"A\": null, \"B\": \"${localEnv:X:y}\"}, \"build\": {}}";
        for (var round = 0; round < 2000; round++) {
            var bytes = good.getBytes(StandardCharsets.UTF_8);
            for (var change = 0; change <= round % 4; change++) {
                bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0-a$\0 ".charAt(random.nextInt(13));
            }
            try {
                assertThat(read(bytes)).isNotNull();
            } catch (ProblemException expected) {
                assertThat(expected.problem().what()).doesNotContain("\n");
            }
        }
    }

    @Test
    void linksOutOfTheSourceAreRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve(".devcontainer/devcontainer.json"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> read(new Source.Folder(folder), ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("leads out");
    }

    @Test
    void variablesForTheClientAreFoundByName() throws IOException {
        read("{\"containerEnv\": {\"A\": \"${localEnv:ONE}${env:TWO:x}${containerEnv:THREE}\"}}");

        assertThat(DefinitionReader.localVariables(folder)).containsExactlyInAnyOrder("ONE", "TWO");
        assertThat(DefinitionReader.localVariables(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void featuresOfOursAreFoundWhereverTheyAreNamed() throws IOException {
        assertThat(read("{\"features\": {\"taowa/podman\": {}, \"taowa/docker\": \"latest\"}}")
                        .features())
                .containsExactly(DeclaredFeature.DOCKER, DeclaredFeature.PODMAN);
        assertThat(read("{\"customizations\": {\"taowa\": {\"nested\": {\"docker\": true, \"podman\": false}}}}")
                        .features())
                .containsExactly(DeclaredFeature.DOCKER);
        assertThat(read("{\"features\": {\"taowa/docker\": false, \"ghcr.io/taowa/docker\": {}}}")
                        .features())
                .isEmpty();
    }
}
