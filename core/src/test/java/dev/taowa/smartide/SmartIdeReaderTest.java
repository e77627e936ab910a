package dev.taowa.smartide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmartIdeReaderTest {

    private static final String SAMPLE = """
            version: smartide/v0.3
            orchestrator: {type: allinone, version: 3}
            workspace:
              dev-container:
                service-name: dev
                ports: {tools-webide-vscode: 6800, tools-ssh: 6822, apps-mail: 4000}
                ide-type: vscode
                volumes: {git-config: true, ssh-key: true}
                command: ["echo one", "echo two"]
              docker-compose-file: compose.yaml
              kube-deploy-files: "*-deployment.yaml"
              containers: {dev: {persistentVolumes: [{mountPath: /data, directoryType: database}]}}
            """;
    private static final String COMPOSE = """
            services:
              dev: {image: "debian:13", volumes: [".:/home/project"], ports: ["6822:22", "4000-4001:4000-4001"]}
            """;
    private static final String POD = """
            kind: Pod
            metadata: {name: dev, labels: {app: dev}}
            spec:
              containers:
                - name: dev
                  image: debian:13
                  env: [{name: A, value: b}]
                  ports: [{containerPort: 4000, name: mail}]
                  resources: {limits: {cpu: 500m, memory: 4Gi}}
                  volumeMounts: [{name: data, mountPath: /data}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
            ---
            kind: Service
            metadata: {name: dev}
            spec: {selector: {app: dev}, ports: [{port: 4000, targetPort: mail}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void commandsRunInOrderUntilOneFails() throws IOException, InterruptedException {
        var read = read("""
                orchestrator: {type: docker-compose}
                workspace:
                  dev-container:
                    service-name: dev
                    command: ["echo 'one  \\"x\\"' >> out", "x=7; exec >> out; echo $x; set -- a", "exit 5", "echo no >> out"]
                  services: {dev: {image: a}}
                """);

        var argv = read.devcontainer()
                .get("postCreateCommand")
                .valueStream()
                .map(each -> each.textValue())
                .toList();
        var status = new ProcessBuilder(argv).directory(folder.toFile()).start().waitFor();

        assertThat(status).isEqualTo(5);
        assertThat(folder.resolve("out")).hasContent("one  \"x\"\n7");
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> SmartIdeReader.read(new SourceTree(folder), SmartIdeReader.DEFAULT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(".ide/.ide.yaml is not there");
    }

    @Test
    void theFileOfASubfolderIsItsOwnProject() throws IOException {
        write("sub/.ide/.ide.yaml", SAMPLE);
        write("sub/.ide/compose.yaml", COMPOSE);

        var read = SmartIdeReader.read(new SourceTree(folder), Path.of("sub/.ide/.ide.yaml"));

        assertThat(read.path()).isEqualTo(Path.of("sub/.devcontainer/devcontainer.json"));
        assertThat(read.files()).containsOnlyKeys("sub/compose.taowa.json");
    }

    @Test
    void tooMuchIsRefused() throws IOException {
        refused("#".repeat((1 << 20) + 1), "larger than 1 MiB");
        refused("a: " + "[".repeat(100), "nested deeper");
        refused(
                SAMPLE.replace(
                        "apps-mail: 4000",
                        IntStream.range(0, 300)
                                .mapToObj(number -> "p%d: 1".formatted(number))
                                .collect(Collectors.joining(", "))),
                "more than 200 labels");
        var kubernetes = SAMPLE.replace("allinone", "k8s");
        for (var number = 0; number < 51; number++) {
            write(".ide/%d-deployment.yaml".formatted(number), "");
        }
        refused(kubernetes, "more than 50 files");
        write(".ide/x.yaml", "kind: Service\n---\n".repeat(501));
        refused(kubernetes.replace("*-deployment", "x"), "more than 500 Kubernetes objects");
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() throws IOException {
        write(".ide/" + "a".repeat(200) + ".yaml", POD);
        var hostile = SAMPLE.replace("allinone", "k8s").replace("*-deployment.yaml", "*a".repeat(90) + "b");

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> refused(hostile, "matches no file"));
    }

    @Test
    void commentsCannotLeaveTheirLine() {
        var tree = JsonNodeFactory.instance.objectNode().put("image", "a");

        assertThat(DevcontainerText.of(tree, List.of("one\n\"x\": 1", "two")))
                .isEqualTo("// one?\"x\": 1\n// two\n{\n  \"image\": \"a\"\n}\n");
    }

    /** Any text, and any text in the place of a part of a good file, is translated or refused. */
    @Property(tries = 300)
    void anyTextIsTranslatedOrRefused(@ForAll @StringLength(max = 200) String text) {
        translatedOrRefused(text, COMPOSE, POD);
    }

    @Property(tries = 500)
    void anyDamageIsTranslatedOrRefused(
            @ForAll("values") String value, @ForAll @IntRange(max = 2) int which, @ForAll Random random) {
        var files = new String[] {SAMPLE, COMPOSE, POD};
        files[which] = damaged(files[which], value, random);
        translatedOrRefused(files[0], files[1], files[2]);
        translatedOrRefused(files[0].replace("allinone", "k8s"), files[1], files[2]);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                "",
                "~",
                "[]",
                "{}",
                "[~]",
                "{a: ~}",
                "0",
                "-1",
                "99999",
                "1.5",
                "true",
                "''",
                "x",
                "[[], {}, 1]",
                "/",
                "../..",
                "\"\\0\"",
                "${localEnv:A}",
                "1e99",
                "*a",
                "&a [x]",
                "- x",
                "\"a:b:/c\"",
                "{<<: {a: 1}}");
    }

    /** Puts the value in the place of another, or of everything up to the end of a line. */
    private static String damaged(String text, String value, Random random) {
        var places = text.length();
        var at = random.nextInt(places);
        var colon = text.indexOf(": ", at);
        if (colon < 0) {
            return text.substring(0, at) + value;
        }
        var rest = text.substring(colon + 2);
        var end = random.nextBoolean()
                ? rest.indexOf('\n')
                : rest.replaceAll("[,}\\]\n](?s:.*)", "").length();
        return text.substring(0, colon + 2) + value + rest.substring(Math.max(end, 0));
    }

    private static void translatedOrRefused(String ide, String compose, String pod) {
        try {
            var tree = Files.createTempDirectory("taowa-smartide");
            try {
                Files.createDirectory(tree.resolve(".ide"));
                Files.writeString(tree.resolve(".ide/.ide.yaml"), ide);
                Files.writeString(tree.resolve(".ide/compose.yaml"), compose);
                Files.writeString(tree.resolve(".ide/dev-deployment.yaml"), pod);
                var read = SmartIdeReader.read(new SourceTree(tree), SmartIdeReader.DEFAULT);
                assertThat(read.devcontainer().has("service")
                                || read.devcontainer().has("image"))
                        .isTrue();
            } catch (ProblemException refused) {
                assertThat(refused.problem().what()).doesNotContain("\n");
            } finally {
                for (var name :
                        List.of(".ide/.ide.yaml", ".ide/compose.yaml", ".ide/dev-deployment.yaml", ".ide", "")) {
                    Files.delete(tree.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void refused(String text, String told) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(told);
    }

    private Translation read(String text) throws IOException {
        write(".ide/.ide.yaml", text);
        return SmartIdeReader.read(new SourceTree(folder), SmartIdeReader.DEFAULT);
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
