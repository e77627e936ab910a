package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.feature.FeatureRequest;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DefinitionLookupTest extends SampleSource {

    @Test
    void withoutAFileTheBuiltInDefinitionIsUsed() {
        assertThat(read()).isEqualTo(Definition.builtIn());
    }

    @Test
    void theFileInTheFolderComesBeforeTheOneBesideIt() throws IOException {
        Files.writeString(folder().resolve(".devcontainer.json"), "{\"name\": \"beside\"}");
        assertThat(read().name()).contains("beside");

        assertThat(read("{\"name\": \"in\"}").name()).contains("in");
    }

    @Test
    void theSubfoldersFileComesBeforeThatOfTheRepository() throws IOException {
        read("{\"name\": \"root\"}");
        Files.createDirectories(folder().resolve("sub/dir"));
        assertThat(readFromUrl("sub/dir").name()).contains("root");

        Files.writeString(
                folder().resolve("sub/dir/.devcontainer.json"), "{\"name\": \"${containerWorkspaceFolder}\"}");
        assertThat(readFromUrl("sub/dir").name()).contains("/workspaces/app/sub/dir");
    }

    @Test
    void oneDefinitionAmongFoldersIsTakenAndOfSeveralOneIsChosen() throws IOException {
        Files.createDirectories(folder().resolve(".devcontainer/python"));
        Files.writeString(
                folder().resolve(".devcontainer/python/devcontainer.json"),
                "{\"name\": \"python\", \"build\": {\"dockerfile\": \"../../Containerfile\"}}");
        assertThat(read().name()).contains("python");

        Files.createDirectories(folder().resolve(".devcontainer/go"));
        Files.writeString(folder().resolve(".devcontainer/go/devcontainer.json"), "{\"name\": \"go\"}");
        assertThatThrownBy(() -> read()).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.DEFINITION_AMBIGUOUS);
            assertThat(thrown.problem().what())
                    .contains(".devcontainer/go/devcontainer.json, .devcontainer/python/devcontainer.json");
            assertThat(thrown.problem().fix()).contains("--config .devcontainer/go/devcontainer.json");
        });

        assertThat(choose(".devcontainer/python/devcontainer.json").name()).contains("python");
        assertThatThrownBy(() -> choose("absent.json")).hasMessageContaining("there is no absent.json");
        assertThatThrownBy(() -> choose("../../etc/passwd")).hasMessageContaining("leads out");
        assertThatThrownBy(() -> choose("/etc/passwd")).hasMessageContaining("leads out");
    }

    private Definition choose(String config) {
        var choice = new DefinitionChoice(Optional.of(config), Optional.empty(), Map.of(), false);
        return reader.read(checkout(), choice, Map.of());
    }

    @Test
    void linksOutOfTheSourceAreRefused() throws IOException {
        Files.createSymbolicLink(folder().resolve(".devcontainer/devcontainer.json"), Path.of("/etc/passwd"));

        assertThatThrownBy(() -> read()).isInstanceOf(ProblemException.class).hasMessageContaining("leads out");
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
    void variablesForTheClientAreFoundByName() throws IOException {
        read("{\"containerEnv\": {\"A\": \"${localEnv:ONE}${env:TWO:x}${containerEnv:THREE}\"}}");

        assertThat(DefinitionReader.localVariables(folder(), DefinitionChoice.NONE, Map.of()))
                .containsExactlyInAnyOrder("ONE", "TWO");
        assertThat(DefinitionReader.localVariables(folder().resolve("absent"), DefinitionChoice.NONE, Map.of()))
                .isEmpty();
    }

    @Test
    void aFileOfSmartIdeIsADefinitionToo() throws IOException {
        Files.createDirectories(folder().resolve(".ide"));
        Files.writeString(folder().resolve(".ide/.ide.yaml"), """
                version: smartide/v0.3
                orchestrator: {type: docker-compose, version: 3}
                workspace:
                  dev-container: {service-name: dev, ports: {apps-web: 5000}, command: ["echo hi"], colour: red}
                  services:
                    dev: {image: "debian:12", volumes: [".:/home/project"], ports: ["5000:80"]}
                """);

        var definition = read();

        assertThat(definition.image()).isEqualTo(new ImageSource.Reference("debian:12"));
        assertThat(definition.workspaceMount().orElseThrow().target()).isEqualTo("/home/project");
        assertThat(definition.metadata().ports().declared().label(80, "")).isEqualTo("web");
        assertThat(definition.metadata().hooks().of(LifecycleStage.POST_CREATE)).hasSize(1);
        assertThat(definition.warnings())
                .anyMatch(warning -> warning.contains(".ide.yaml") && warning.contains("colour"));
        assertThat(choose(".ide.yaml").image()).isEqualTo(definition.image());
        assertThat(read("{\"name\": \"own\"}").name()).contains("own");
    }

    @Test
    void aSourceWithoutADefinitionGetsTheTemplateThatFits() throws IOException {
        Files.writeString(folder().resolve("go.mod"), "module x\n\ngo 1.24\n");
        Files.writeString(folder().resolve("main.go"), "package main\n");
        var templates = new DefinitionReader(beside("templates"));

        var definition = templates.read(checkout(), DefinitionChoice.NONE, Map.of());

        assertThat(definition.features().features())
                .extracting(FeatureRequest::id)
                .contains("./go");
        assertThat(definition.folder().orElseThrow().resolve(".devcontainer/go/install.sh"))
                .exists();
        assertThat(definition.warnings()).anyMatch(why -> why.contains("template go") && why.contains("go.mod"));
        assertThat(folder().resolve(".devcontainer")).isEmptyDirectory();
        assertThat(templates.read(checkout(), DefinitionChoice.NONE, Map.of())).isEqualTo(definition);
    }

    @Test
    void aTemplateThatAPersonChoseGoesBeforeTheFile() throws IOException {
        read("{\"name\": \"own\"}");
        var templates = new DefinitionReader(beside("templates"));
        var choice = new DefinitionChoice(Optional.empty(), Optional.of("cpp"), Map.of("compiler", "clang"), false);

        var definition = templates.read(checkout(), choice, Map.of());

        assertThat(definition.features().features()).singleElement().satisfies(feature -> {
            assertThat(feature.id()).isEqualTo("./cpp");
            assertThat(feature.options().toString()).contains("clang");
        });
        var wrong = new DefinitionChoice(Optional.empty(), Optional.of("cpp"), Map.of("compiler", "icc"), false);
        assertThatThrownBy(() -> templates.read(checkout(), wrong, Map.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("icc");
    }
}
