package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files laid over each other, and what they extend and include. */
class ComposeLayersTest {

    @TempDir
    private Path top;

    private ProjectFolder folder = new ProjectFolder(Path.of("/tmp"));

    @BeforeEach
    void makeFolder() {
        folder = new ProjectFolder(top);
    }

    @Test
    void laterFilesAreLaidOverEarlierOnes() {
        folder.compose("""
            services:
              test:
                image: one
                command: [a]
                environment: {A: "1", B: "1"}
                ports: ["80:80"]
                volumes: ["./x:/d", "./y:/e"]
                healthcheck: {test: [CMD, a], retries: 3}
                logging: {driver: syslog, options: {x: y}}
                dns: 1.1.1.1
            """).file("over/more.yaml", """
                    services:
                      test:
                        image: two
                        command: [b]
                        environment: [B=2, C=3]
                        ports: ["80:80", "81:81"]
                        volumes: ["./z:/d"]
                        healthcheck: {test: [CMD, b]}
                        logging: {driver: local}
                        dns: [8.8.8.8, 1.1.1.1]
                    """);

        var service = folder.service("test", "compose.yaml", "over/more.yaml");

        assertThat(service.path("image").asText()).isEqualTo("two");
        assertThat(service.path("command")).hasToString("[\"b\"]");
        assertThat(service.path("environment")).hasToString("{\"A\":\"1\",\"B\":\"2\",\"C\":\"3\"}");
        assertThat(service.path("ports").findValuesAsText("published")).containsExactly("80", "81");
        assertThat(service.path("volumes").findValuesAsText("source")).containsExactly("./z", "./y");
        assertThat(service.path("healthcheck")).hasToString("{\"test\":[\"CMD\",\"b\"],\"retries\":3}");
        assertThat(service.path("logging")).hasToString("{\"driver\":\"local\"}");
        assertThat(service.path("dns")).hasToString("[\"1.1.1.1\",\"8.8.8.8\"]");
    }

    @Test
    void tagsResetAndOverride() {
        folder.compose("services: {a: {image: i, ports: [80, 81], environment: {A: '1', B: '2'}, tty: true}}")
                .file("o.yaml", """
                    services: {a: {ports: !override [90], environment: {A: !reset null}, tty: !reset }}
                    """);

        var service = folder.service("a", "compose.yaml", "o.yaml");

        assertThat(service.path("ports").findValuesAsText("target")).containsExactly("90");
        assertThat(service.path("environment")).hasToString("{\"B\":\"2\"}");
        assertThat(service.has("tty")).isFalse();
    }

    @Test
    void extendsTakesFromTheSameAndFromOtherFiles() {
        folder.compose("""
            services:
              a: {extends: base, environment: {A: own}, ports: !reset []}
              base: {extends: {file: common/c.yaml, service: deep}, ports: [80]}
            """).file("common/c.yaml", """
                    services:
                      deep: {extends: deeper, build: ., env_file: c.env, volumes: ["./data:/data"]}
                      deeper: {image: i, environment: {A: deep, B: deep}}
                    """).file("common/c.env", "FROM_FILE=1\nA=file\n");

        var service = folder.service("a");

        assertThat(service.path("environment")).hasToString("{\"FROM_FILE\":\"1\",\"A\":\"own\",\"B\":\"deep\"}");
        assertThat(service.path("build").path("context").asText()).isEqualTo("./common");
        assertThat(service.path("volumes").findValuesAsText("source")).containsExactly("./common/data");
        assertThat(service.has("ports")).isFalse();
        assertThat(service.has("extends")).isFalse();
    }

    @Test
    void extendsAcrossFilesMayNotComeBack() {
        folder.compose("services: {a: {extends: {file: b.yaml, service: b}}}")
                .file("b.yaml", "services: {b: {extends: {file: compose.yaml, service: a}}}");

        assertThat(folder.problem()).contains("comes back to itself");
    }

    @Test
    void includeBringsProjectsWithTheirOwnFolderAndVariables() {
        folder.compose("include: [sub/c.yaml]\nservices: {a: {image: \"${TAG:-none}\", depends_on: [db]}}")
                .file("sub/c.yaml", "services: {db: {image: \"db:${TAG}\", build: .}}\nvolumes: {v: {}}")
                .file("sub/.env", "TAG=7\n");

        assertThat(folder.service("db").path("image").asText()).isEqualTo("db:7");
        assertThat(folder.service("db").path("build").path("context").asText()).isEqualTo("./sub");
        assertThat(folder.service("a").path("image").asText()).isEqualTo("none");
    }

    @Test
    void includeRefusesCirclesAndConflicts() {
        folder.compose("include: [b.yaml]\nservices: {a: {image: i}}").file("b.yaml", "include: [compose.yaml]");
        assertThat(folder.problem()).contains("includes itself");

        folder.file("b.yaml", "services: {a: {image: other}}");
        assertThat(folder.problem()).contains("brings \"services.a\", which is here already");
    }

    @Test
    void aBuildWithoutAContextIsThatOfTheProjectsFolder() {
        folder.file(".devcontainer/c.yaml", "services: {a: {build: {dockerfile: D}}, b: {build: {context: ..}}}")
                .file(".devcontainer/more.yaml", "services: {a: {build: {target: t}}, b: {build: {target: t}}}");

        var files = new String[] {".devcontainer/c.yaml", ".devcontainer/more.yaml"};

        assertThat(folder.service("a", files).path("build"))
                .hasToString("{\"dockerfile\":\"D\",\"target\":\"t\",\"context\":\"./.devcontainer\"}");
        assertThat(folder.service("b", files).at("/build/context").asText()).isEqualTo("./");
    }
}
