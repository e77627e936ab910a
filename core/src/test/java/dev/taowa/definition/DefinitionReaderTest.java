package dev.taowa.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.taowa.cluster.ClusterNodes;
import dev.taowa.feature.FeatureRequest;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.workspace.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReaderTest {

    @TempDir
    private Path top;

    private Path folder = Path.of("");

    private final DefinitionReader reader = new DefinitionReader(Path.of("/nonexistent"));

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
        return new DefinitionReader(Path.of("/nonexistent"))
                .read(new Checkout(source, folder, subfolder), DefinitionChoice.NONE, Map.of("USER", "me"));
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
    void oneDefinitionAmongFoldersIsTakenAndOfSeveralOneIsChosen() throws IOException {
        Files.createDirectories(folder.resolve(".devcontainer/python"));
        Files.writeString(
                folder.resolve(".devcontainer/python/devcontainer.json"),
                "{\"name\": \"python\", \"build\": {\"dockerfile\": \"../../Containerfile\"}}");
        assertThat(read(new Source.Folder(folder), "").name()).contains("python");

        Files.createDirectories(folder.resolve(".devcontainer/go"));
        Files.writeString(folder.resolve(".devcontainer/go/devcontainer.json"), "{\"name\": \"go\"}");
        assertThatThrownBy(() -> read(new Source.Folder(folder), ""))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
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
        return reader.read(new Checkout(new Source.Folder(folder), folder, ""), choice, Map.of());
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

        var definition = read(git(), "");

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
        assertThat(read("""
                {"forwardPorts": [3000, "localhost:3001", "8443"], "appPort": "9000:80",
                 "portsAttributes": {"3000-3001": {"label": "App"}, "8443": {"protocol": "https"}}}
                """).metadata().ports().declared())
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
                """).metadata().mounts())
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

        assertThat(DefinitionReader.localVariables(folder, DefinitionChoice.NONE, Map.of()))
                .containsExactlyInAnyOrder("ONE", "TWO");
        assertThat(DefinitionReader.localVariables(folder.resolve("absent"), DefinitionChoice.NONE, Map.of()))
                .isEmpty();
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
    void whatAnImageSaysIsBelowWhatTheDefinitionSays() throws IOException {
        var definition = read("{\"remoteEnv\": {\"A\": \"own\"}, \"postCreateCommand\": \"own\"}");
        var warnings = new ArrayList<String>();
        var label = """
                [{"remoteUser": "node", "remoteEnv": {"A": "image", "B": "${localEnv:USER}"}},
                 {"id": "ghcr.io/x/go:1", "postCreateCommand": "go", "entrypoint": "relative",
                  "mounts": ["type=volume,source=x-${devcontainerId},target=${containerWorkspaceFolder}/x"]}]
                """;

        var checkout = new Checkout(new Source.Folder(folder), folder, "");
        var metadata = definition
                .on(reader.metadata(checkout, definition, label, warnings::add))
                .metadata();

        assertThat(metadata.users().login()).contains("node");
        assertThat(metadata.environment().remote()).isEqualTo(Map.of("A", Optional.of("own"), "B", Optional.of("")));
        assertThat(metadata.hooks().of(LifecycleStage.POST_CREATE))
                .extracting(Hooks.Hook::origin)
                .containsExactly("the Feature ghcr.io/x/go:1", "devcontainer.json");
        assertThat(metadata.mounts()).singleElement().satisfies(mount -> {
            assertThat(mount.target()).isEqualTo("/workspaces/app/x");
            assertThat(((DeclaredMount.Volume) mount).name()).matches("x-[0-9a-v]{52}");
        });
        assertThat(warnings).singleElement().asString().contains("Feature ghcr.io/x/go:1", "entrypoint");
    }

    @Test
    void aLabelThatIsNoJsonIsLeftOutAloud() {
        var warnings = new ArrayList<String>();
        var checkout = new Checkout(new Source.Folder(folder), folder, "");

        for (var label : List.of("{", "[1, \"a\", null]", "{}", " ", "[{}], \"x\": 1")) {
            assertThat(reader.metadata(checkout, Definition.builtIn(), label, warnings::add))
                    .isEqualTo(Metadata.NONE);
        }
        assertThat(warnings).singleElement().asString().contains("devcontainer.metadata");
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
        assertThat(metadata.ports().declared()).containsExactly(new DeclaredPort(80, "", "http"));
        assertThat(metadata.rights())
                .isEqualTo(new Rights(false, true, Set.of("SYS_PTRACE"), Set.of("seccomp=unconfined")));
        assertThat(metadata.users().login()).contains("node");
        assertThat(definition.limits().memory()).contains(new ByteSize(4L << 30));
        assertThat(definition.limits().cpus()).hasValue(1.5);
        assertThat(definition.warnings()).singleElement().asString().contains("runArgs[19]", "--network");
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
    void aReviewTellsEverythingAtItsPlace() throws IOException {
        Files.writeString(folder.resolve(".devcontainer/devcontainer.json"), """
                {
                  // what is wrong here
                  "imaeg": "debian:12",
                  "forwardPorts": [80,
                     "x"],
                  "features": {"ghcr.io/x/go": {}, "ghcr.io/x/go:1": {}, "ghcr.io/x/go@sha256:ab": {}, "./own": {}}
                }
                """);

        assertThat(review())
                .extracting(finding -> "%d:%d %s %s"
                        .formatted(
                                finding.place().line(),
                                finding.place().column(),
                                finding.rule().word(),
                                finding.text().replaceFirst("(.{25}).*", "$1")))
                .containsExactly(
                        "3:3 no-effect \"imaeg\" is unknown and ha",
                        "5:6 invalid \"forwardPorts[1]\" must be",
                        "6:16 unpinned-feature \"features.ghcr.io/x/go\" n");
        assertThat(review().getFirst().text()).contains("did you mean \"image\"");
    }

    @Test
    void aReviewOfABrokenFileTellsWhere() throws IOException {
        Files.writeString(folder.resolve(".devcontainer/devcontainer.json"), "{\n  \"image\" \"debian:12\"}");

        assertThat(review()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Finding.Rule.MALFORMED);
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.place().line()).isEqualTo(2);
            assertThat(finding.text()).doesNotContain("line 2");
        });
    }

    @Test
    void aReviewOfNothingFindsNothing() {
        assertThat(review()).isEmpty();
    }

    private List<Finding> review() {
        return DefinitionReader.review(
                new Checkout(new Source.Folder(folder), folder, ""), DefinitionChoice.NONE, Map.of());
    }

    @Test
    void aServiceOfComposeBecomesTheWorkspace() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
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
        assertThat(definition.workspaceMount()).contains(new DeclaredMount.Bind(folder.toString(), "/src", false));
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
        assertThat(metadata.ports().declared()).extracting(DeclaredPort::port).containsExactly(80, 5432);
        assertThat(metadata.hooks().of(LifecycleStage.POST_CREATE))
                .extracting(Hooks.Hook::command)
                .containsExactly(new LifecycleCommand.Shell("echo /src"));
        assertThat(DefinitionReader.localVariables(folder, DefinitionChoice.NONE, Map.of("WANTED", "y", "B", "z")))
                .containsExactly("WANTED");
    }

    @Test
    void aFileOfSmartIdeIsADefinitionToo() throws IOException {
        Files.createDirectories(folder.resolve(".ide"));
        Files.writeString(folder.resolve(".ide/.ide.yaml"), """
                version: smartide/v0.3
                orchestrator: {type: docker-compose, version: 3}
                workspace:
                  dev-container: {service-name: dev, ports: {apps-web: 5000}, command: ["echo hi"], colour: red}
                  services:
                    dev: {image: "debian:12", volumes: [".:/home/project"], ports: ["5000:80"]}
                """);

        var definition = read(new Source.Folder(folder), "");

        assertThat(definition.image()).isEqualTo(new ImageSource.Reference("debian:12"));
        assertThat(definition.workspaceMount().orElseThrow().target()).isEqualTo("/home/project");
        assertThat(definition.metadata().ports().declared()).containsExactly(new DeclaredPort(80, "web", "http"));
        assertThat(definition.metadata().hooks().of(LifecycleStage.POST_CREATE)).hasSize(1);
        assertThat(definition.warnings())
                .anyMatch(warning -> warning.contains(".ide.yaml") && warning.contains("colour"));
        assertThat(choose(".ide.yaml").image()).isEqualTo(definition.image());
        assertThat(read("{\"name\": \"own\"}").name()).contains("own");
    }

    @Test
    void aSourceWithoutADefinitionGetsTheTemplateThatFits() throws IOException {
        Files.writeString(folder.resolve("go.mod"), "module x\n\ngo 1.24\n");
        Files.writeString(folder.resolve("main.go"), "package main\n");
        var templates = new DefinitionReader(top.resolve("templates"));

        var definition = templates.read(checkout(), DefinitionChoice.NONE, Map.of());

        assertThat(definition.features().features())
                .extracting(FeatureRequest::id)
                .contains("./go");
        assertThat(definition.folder().orElseThrow().resolve(".devcontainer/go/install.sh"))
                .exists();
        assertThat(definition.warnings()).anyMatch(why -> why.contains("template go") && why.contains("go.mod"));
        assertThat(folder.resolve(".devcontainer")).isEmptyDirectory();
        assertThat(templates.read(checkout(), DefinitionChoice.NONE, Map.of())).isEqualTo(definition);
    }

    @Test
    void aTemplateThatAPersonChoseGoesBeforeTheFile() throws IOException {
        read("{\"name\": \"own\"}");
        var templates = new DefinitionReader(top.resolve("templates"));
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

    private Checkout checkout() {
        return new Checkout(new Source.Folder(folder), folder, "");
    }

    @Test
    void aClusterInsideIsOfComponentsThatLieOnTheHost() throws IOException {
        var wanted = new NestedKubernetes(Path.of("/srv/kubernetes"), ClusterNodes.ONE);
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
}
