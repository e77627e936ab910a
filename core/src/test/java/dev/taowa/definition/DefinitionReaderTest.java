package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.taowa.cluster.Cluster;
import dev.taowa.cluster.ClusterNodes;
import dev.taowa.feature.FeatureRequest;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.HostRequirements;
import dev.taowa.metadata.LifecycleCommand;
import dev.taowa.metadata.LifecycleStage;
import dev.taowa.metadata.Rights;
import dev.taowa.port.DeclaredPort;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReaderTest extends SampleSource {

    @Test
    void imagesAndBuilds() throws IOException {
        assertThat(read("{\"image\": \"debian:12\"}").image()).isEqualTo(new ImageSource.Reference("debian:12"));
        assertThat(read("{\"build\": {\"dockerfile\": \"../Containerfile\", \"context\": \"..\","
                                + " \"args\": {\"A\": \"${localEnv:USER}\"}, \"target\": \"dev\"}}")
                        .image())
                .isEqualTo(new ImageSource.Build("Containerfile", "", Map.of("A", "me"), Optional.of("dev")));
    }

    @Test
    void aBuildHeedsOptionsOfDocker() throws IOException {
        var options = new BuildSettings(Map.of("a", "b=c"), List.of("db:10.0.0.1", "six:fd00::1"), false, false);

        assertThat(read("""
                        {"build": {"dockerfile": "../Containerfile", "args": {"A": "1", "B": "2"}, "target": "dev",
                         "options": ["--compress", "--build-arg", "B=3", "--target=test",
                         "--label", "a=b=c", "--add-host=db:10.0.0.1", "--add-host", "six=[fd00::1]", "--network=none",
                         "--no-cache=true"]}}""").image())
                .isEqualTo(new ImageSource.Build(
                        "Containerfile",
                        ".devcontainer",
                        Map.of("A", "1", "B", "3"),
                        Optional.of("test"),
                        Optional.empty(),
                        options));
    }

    @Test
    void nothingMayBeMounted() throws IOException {
        var definition = read("{\"image\": \"debian:12\", \"workspaceMount\": \"\", \"workspaceFolder\": \"/srv\"}");

        assertThat(definition.mountsSource()).isFalse();
        assertThat(definition.workspaceFolder()).contains("/srv");
        assertThat(read("{}").mountsSource()).isTrue();
    }

    @Test
    void variablesAreResolvedAndAShellsOwnStay() throws IOException {
        var definition = read("""
                {"containerEnv": {"A": "${localEnv:USER}", "B": "${localEnv:NONE:x}", "C": "${env:NONE}"},
                 "remoteEnv": {"D": null, "E": "${containerEnv:PATH}:/x", "F": "${localWorkspaceFolderBasename}"},
                 "postCreateCommand": "echo ${HOME} ${containerWorkspaceFolder}"}
                """);

        assertThat(definition.metadata().environment().container()).isEqualTo(Map.of("A", "me", "B", "x", "C", ""));
        assertThat(definition.metadata().environment().remote())
                .isEqualTo(Map.of(
                        "D", Optional.empty(), "E", Optional.of("${containerEnv:PATH}:/x"), "F", Optional.of("app")));
        assertThat(definition.metadata().hooks().byStage())
                .containsEntry(
                        LifecycleStage.POST_CREATE, own(new LifecycleCommand.Shell("echo ${HOME} /workspaces/app")));
    }

    @Test
    void aRepositoryFromAUrlSeesNoVariableOfThisMachine() throws IOException {
        read("{\"containerEnv\": {\"A\": \"${localEnv:USER}\", \"B\": \"${localEnv:USER:x}\"}}");

        var definition = readFromUrl("");

        assertThat(definition.metadata().environment().container()).isEqualTo(Map.of("A", "", "B", "x"));
        assertThat(definition.warnings()).singleElement().asString().contains("localEnv:USER");
    }

    @Test
    void theIdIsThatOfTheStandardsShape() throws IOException {
        assertThat(read("{\"name\": \"${devcontainerId}\"}").name())
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-v]{52}"));
    }

    @Test
    void portsWithAttributes() throws IOException {
        var ports = read("""
                {"forwardPorts": [3000, "localhost:3001", "8443"], "appPort": "9000:80",
                 "portsAttributes": {"3000-3001": {"label": "App"}, "8443": {"protocol": "https"}}}
                """).metadata().ports().declared();

        assertThat(ports.numbered()).extracting(DeclaredPort::port).containsExactly(3000, 3001, 8443, 80);
        assertThat(ports.label(3001, "")).isEqualTo("App");
        assertThat(ports.isTls(8443)).isTrue();
        assertThat(ports.isTls(80)).isFalse();
    }

    @Test
    void mountsInBothForms() throws IOException {
        assertThat(read("""
                {"mounts": ["source=${localWorkspaceFolder}/x,target=/x,type=bind,readonly,consistency=cached",
                            {"type": "volume", "source": "cache", "target": "/cache"},
                            "type=tmpfs,dst=/fast"]}
                """).metadata().mounts())
                .containsExactly(
                        new DeclaredMount.Bind(folder() + "/x", "/x", true),
                        new DeclaredMount.Volume("cache", "/cache", false),
                        new DeclaredMount.Memory("/fast"));
    }

    @Test
    void commandsInThreeForms() throws IOException {
        assertThat(read("""
                {"onCreateCommand": "a && b", "postCreateCommand": ["a", "b c"],
                 "postStartCommand": {"one": "x", "two": ["y"]}, "postAttachCommand": ""}
                """).metadata().hooks().byStage())
                .isEqualTo(Map.of(
                        LifecycleStage.ON_CREATE,
                        own(new LifecycleCommand.Shell("a && b")),
                        LifecycleStage.POST_CREATE,
                        own(new LifecycleCommand.Program(List.of("a", "b c"))),
                        LifecycleStage.POST_START,
                        own(new LifecycleCommand.Parallel(Map.of(
                                "one",
                                new LifecycleCommand.Shell("x"),
                                "two",
                                new LifecycleCommand.Program(List.of("y")))))));
    }

    private static List<Hooks.Hook> own(LifecycleCommand command) {
        return List.of(new Hooks.Hook("devcontainer.json", command));
    }

    @Test
    void requirements() throws IOException {
        assertThat(read("{\"hostRequirements\": {\"cpus\": 2, \"memory\": \"4gb\", \"storage\": \"32gb\"}}")
                        .metadata()
                        .hostRequirements())
                .isEqualTo(new HostRequirements(
                        OptionalInt.of(2),
                        Optional.of(new ByteSize(4L << 30)),
                        Optional.of(new ByteSize(32L << 30)),
                        HostRequirements.Gpu.NOT_NEEDED));
    }

    @Test
    void argumentsOfDockerRunBecomeWhatTheirPropertiesSay() throws IOException {
        var definition = read("""
                {"runArgs": ["-e", "A=1", "--env=B=x=y", "-v", "/srv:/data:ro", "--mount", "type=tmpfs,dst=/fast",
                  "-p", "8080:80", "--memory=4g", "--cpus", "1.5", "--cap-add=SYS_PTRACE", "--privileged", "--rm",
                  "--security-opt", "seccomp=unconfined", "--user", "node:node", "--network=host"],
                 "containerEnv": {"B": "own"}}
                """);

        var metadata = definition.metadata();
        assertThat(metadata.environment().container()).isEqualTo(Map.of("A", "1", "B", "own"));
        assertThat(metadata.mounts())
                .containsExactly(new DeclaredMount.Bind("/srv", "/data", true), new DeclaredMount.Memory("/fast"));
        assertThat(metadata.ports().declared().numbered())
                .extracting(DeclaredPort::port)
                .containsExactly(80);
        assertThat(metadata.rights())
                .isEqualTo(new Rights(false, true, Set.of("SYS_PTRACE"), Set.of("seccomp=unconfined")));
        assertThat(metadata.users().login()).contains("node");
        assertThat(definition.limits().memory()).contains(new ByteSize(4L << 30));
        assertThat(definition.limits().cpus()).hasValue(1.5);
        assertThat(definition.warnings()).singleElement().asString().contains("runArgs[19]", "--network");
    }

    @Test
    void featuresAreAskedForWhereverTheyAreNamed() throws IOException {
        var definition = read("""
                {"features": {"ghcr.io/x/go:1": {"version": "${localEnv:USER}"}, "taowa/podman": {}},
                 "overrideFeatureInstallOrder": ["ghcr.io/x/go"],
                 "customizations": {"taowa": {"nested": {"docker": true, "podman": true}}}}
                """);

        assertThat(definition.features().features())
                .extracting(FeatureRequest::id)
                .containsExactly("ghcr.io/x/go:1", "taowa/podman", "taowa/docker");
        assertThat(definition.features().features().getFirst().options()).hasToString("{\"version\":\"me\"}");
        assertThat(definition.features().overrideOrder()).containsExactly("ghcr.io/x/go");
        assertThat(definition.file()).contains(Path.of(".devcontainer/devcontainer.json"));
    }

    @Test
    void whatTheEditorShallHave() throws IOException {
        var customizations = read("""
                {"customizations": {"vscode": {"extensions": ["redhat.java", "a.b", "-a.b"],
                   "settings": {"editor.tabSize": 2, "x.home": "${localWorkspaceFolderBasename}"}},
                 "taowa": {"gitConfig": true, "ide": "none"}, "other": {"anything": [1]}}}
                """).metadata().customizations();

        assertThat(customizations.wantedExtensions()).containsExactly("redhat.java");
        assertThat(customizations.settings())
                .isEqualTo(Map.of("editor.tabSize", IntNode.valueOf(2), "x.home", TextNode.valueOf("app")));
        assertThat(customizations.gitConfig()).contains(true);
        assertThat(customizations.webIde()).contains(false);
    }

    @Test
    void aClusterInsideIsOfComponentsThatLieOnTheHost() throws IOException {
        var wanted = new Cluster.Components(Path.of("/srv/kubernetes"), ClusterNodes.ONE);
        var options = "{\"distribution\": \"components\", \"binaries\": \"/srv/./kubernetes\"}";

        for (var text : List.of(
                "{\"features\": {\"taowa/kubernetes\": " + options + "}}",
                "{\"customizations\": {\"taowa\": {\"nested\": {\"kubernetes\": " + options + "}}}}")) {
            assertThat(read(text).kubernetes()).contains(wanted);
            assertThat(read(text).features().features())
                    .extracting(FeatureRequest::id)
                    .containsExactly("taowa/kubernetes", "taowa/registry");
        }
        assertThat(read("{\"features\": {\"taowa/kubernetes\": false}}").kubernetes())
                .isEmpty();
    }

    @Test
    void daprComesIntoTheCluster() throws IOException {
        var text = """
                {"features": {"taowa/kubernetes": {"distribution": "kind"}, "taowa/dapr": {}}}
                """;

        assertThat(read(text).features().features())
                .extracting(FeatureRequest::id)
                .containsExactly("taowa/dapr", "taowa/docker", "taowa/kind", "taowa/registry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"features\": {\"taowa/dapr\": {}}}",
                "{\"features\": {\"taowa/dapr\": {}, \"taowa/kubernetes\": false}}",
                "{\"customizations\": {\"taowa\": {\"nested\": {\"dapr\": true}}}}",
            })
    void daprWithoutOneIsAMistake(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what())
                                .contains("dapr\" needs a cluster: ask for one as \"taowa/kubernetes\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "{}",
                "{\"distribution\": \"components\"}",
                "{\"distribution\": \"components\", \"binaries\": \"kubernetes\"}",
                "{\"distribution\": \"k3s\", \"binaries\": \"/srv\"}",
                "{\"distribution\": \"components\", \"binaries\": \"/srv\", \"nodes\": 0}",
                "{\"distribution\": \"components\", \"binaries\": \"/srv\", \"nodes\": \"2\"}",
                "{\"distribution\": \"components\", \"binaries\": \"/srv\", \"config\": \"../kind.yaml\"}",
                "{\"distribution\": \"components\", \"binaries\": \"/srv\", \"nodes\": 2, \"config\": \"kind.yaml\"}",
            })
    void aClusterThatCannotBeMadeIsAMistake(String options) {
        assertThatThrownBy(() ->
                        read("{\"customizations\": {\"taowa\": {\"nested\": {\"kubernetes\": " + options + "}}}}"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown ->
                                assertThat(thrown.problem().what()).contains("customizations.taowa.nested.kubernetes"));
    }

    @Test
    void aServiceOfComposeBecomesTheWorkspace() throws IOException {
        Files.writeString(folder().resolve("compose.yaml"), """
                services:
                  app:
                    build: {context: ., dockerfile: Containerfile, args: {A: "${WANTED:-x}"}}
                    environment: {ONE: "1", TWO: "2"}
                    user: node
                    volumes: ['.:/src', 'cache:/cache']
                    ports: ['8080:80']
                    mem_limit: 1g
                    depends_on: [db]
                  db: {image: postgres}
                volumes: {cache: {}}
                """);

        var definition = read("""
                {"dockerComposeFile": "../compose.yaml", "service": "app", "remoteUser": "root",
                 "forwardPorts": ["db:5432"], "postCreateCommand": "echo ${containerWorkspaceFolder}"}
                """);

        assertThat(definition.image())
                .isEqualTo(new ImageSource.Build("Containerfile", "", Map.of("A", "x"), Optional.empty()));
        assertThat(definition.workspaceMount()).contains(new DeclaredMount.Bind(folder().toString(), "/src", false));
        assertThat(definition.limits().memory()).contains(new ByteSize(1L << 30));
        assertThat(definition.features().features())
                .extracting(FeatureRequest::id)
                .containsExactly("taowa/docker");
        var metadata = definition.metadata();
        assertThat(metadata.environment().container()).isEqualTo(Map.of("ONE", "1", "TWO", "2"));
        assertThat(metadata.users().login()).contains("root");
        assertThat(metadata.users().container()).contains("node");
        assertThat(metadata.mounts())
                .singleElement()
                .extracting(DeclaredMount::target)
                .isEqualTo("/cache");
        assertThat(metadata.ports().declared().numbered())
                .extracting(DeclaredPort::port)
                .containsExactly(80, 5432);
        assertThat(metadata.hooks().of(LifecycleStage.POST_CREATE))
                .extracting(Hooks.Hook::command)
                .containsExactly(new LifecycleCommand.Shell("echo /src"));
        assertThat(DefinitionReader.localVariables(folder(), DefinitionChoice.NONE, Map.of("WANTED", "y", "B", "z")))
                .containsExactly("WANTED");
    }
}
