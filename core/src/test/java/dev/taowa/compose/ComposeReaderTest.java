package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeReaderTest {

    @TempDir
    private Path top;

    private ProjectFolder folder = new ProjectFolder(Path.of("/tmp"));

    @BeforeEach
    void makeFolder() {
        folder = new ProjectFolder(top);
    }

    private JsonNode one(String attributes) {
        return folder.compose("services: {a: {image: i, %s}, b: {image: i}}\nvolumes: {v: {}}\n".formatted(attributes))
                .service("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            environment: [A=1, B=, C]           | environment | {"A":"1","B":""}
            environment: {A: 1, B: true, C: }   | environment | {"A":"1","B":"true"}
            labels: [a.b=c=d]                   | labels | {"a.b":"c=d"}
            sysctls: {net.x: 1}                 | sysctls | {"net.x":"1"}
            depends_on: [b]                     | depends_on | {"b":{"condition":"service_started","required":true}}
            depends_on: {b: {condition: service_healthy}} | depends_on | {"b":{"condition":"service_healthy","required":true}}
            ports: [80]                         | ports | [{"mode":"ingress","target":80,"protocol":"tcp"}]
            ports: ["8080:80/udp"]              | ports | [{"mode":"ingress","target":80,"published":"8080","protocol":"udp"}]
            ports: ["127.0.0.1::80"]            | ports | [{"mode":"ingress","target":80,"host_ip":"127.0.0.1","protocol":"tcp"}]
            ports: ["[::1]:1:2"]                | ports | [{"mode":"ingress","target":2,"published":"1","host_ip":"::1","protocol":"tcp"}]
            ports: ["1-2:3-4"]                  | ports | [{"mode":"ingress","target":3,"published":"1","protocol":"tcp"},{"mode":"ingress","target":4,"published":"2","protocol":"tcp"}]
            ports: ["9000-9010:80"]             | ports | [{"mode":"ingress","target":80,"published":"9000-9010","protocol":"tcp"}]
            ports: [{target: 80, published: 8080}] | ports | [{"target":80,"published":"8080","protocol":"tcp","mode":"ingress"}]
            volumes: ["v:/d:ro"]                | volumes | [{"type":"volume","source":"v","read_only":true,"target":"/d"}]
            volumes: [/d/]                      | volumes | [{"type":"volume","target":"/d"}]
            volumes: ["./x:/d:cached"]          | volumes | [{"type":"bind","source":"./x","bind":{"create_host_path":true},"target":"/d"}]
            volumes: [".:/d"]                   | volumes | [{"type":"bind","source":"./","bind":{"create_host_path":true},"target":"/d"}]
            volumes: [{type: bind, source: x, target: /d}] | volumes | [{"type":"bind","source":"./x","target":"/d"}]
            volumes: [{type: tmpfs, target: /d}] | volumes | [{"type":"tmpfs","target":"/d"}]
            volumes: ["v:/d", "/e:/d"]          | volumes | [{"type":"bind","source":"/e","bind":{"create_host_path":true},"target":"/d"}]
            networks: [default]                 | networks | {"default":null}
            build: ./x                          | build | {"context":"./x"}
            build: https://x.test/y.git#main    | build | {"context":"https://x.test/y.git#main"}
            build: {context: x, args: [A=1]}    | build | {"context":"./x","args":{"A":"1"}}
            dns: 1.1.1.1                        | dns | ["1.1.1.1"]
            tmpfs: /run                         | tmpfs | ["/run"]
            expose: [80, "81"]                  | expose | ["80","81"]
            extra_hosts: ["x:1.2.3.4", "y=::1"] | extra_hosts | ["x=1.2.3.4","y=::1"]
            extra_hosts: {x: [1.1.1.1, 2.2.2.2]} | extra_hosts | ["x=1.1.1.1","x=2.2.2.2"]
            command: echo $$HOME                | command | "echo $HOME"
            command: [echo, 1]                  | command | ["echo","1"]
            cpus: 0.5                           | cpus | "0.5"
            cap_add: [A, B, A]                  | cap_add | ["A","B"]
            """)
    void everySyntaxComesToOneForm(String attributes, String name, String expected) {
        assertThat(one(attributes).path(name)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user: [x]                 | "services.a.user" must be a string or a number
            comand: x                 | "services.a.comand" is unknown (did you mean "command"?)
            environment: 3            | "services.a.environment" must be an object or a list
            ports: [x]                | "services.a.ports[0]" must be a port such as 80
            ports: ["99999:1"]        | not from 1 to 65535
            ports: ["1-2:1-3"]        | two ranges of different lengths
            ports: [{published: 1}]   | must hold "target"
            volumes: ["x:y"]          | a target that is an absolute path
            volumes: ["a:/b:c:d"]     | must be "SOURCE:TARGET"
            volumes: [{type: npipe, target: /x}] | of bind, volume or tmpfs
            volumes: ["w:/x"]         | "services.a.volumes" names "w", which the project's "volumes" do not hold
            networks: [nte]           | "services.a.networks" names "nte"
            secrets: [s]              | "services.a.secrets" names "s"
            depends_on: [bb]          | "services.a.depends_on.bb" is no service of the project
            depends_on: {b: {condition: soon}} | a "condition" of service_started
            depends_on: [a]           | waits for itself: a -> a
            links: ["c:x"]            | "services.a.links" names "c"
            network_mode: "service:c" | "services.a.network_mode" names "c"
            network_mode: "container:x" | must not name a container
            build: ../x               | must stay inside the source's own folder
            build: {context: ., dockerfile: ../../x} | that stays inside
            env_file: missing.env     | "services.a.env_file[0]" names a file that is not there: missing.env
            env_file: ../../etc/passwd | must stay inside
            extends: c                | names the service "c", which is not in compose.yaml
            extends: a                | comes back to itself
            extends: {file: no.yaml, service: x} | names a file that is not there: no.yaml
            command: "$(pwd)"         | a "$" that begins no variable
            command: "${X:?set it}"   | needs the variable X: set it
            command: "${X"            | a "$" that begins no variable
            command: "'a"             | opens a quote that is not closed
            privileged: maybe         | must be true or false
            mem_limit: much           | no size such as
            cpus: many                | no number
            pids_limit: many          | no number
            image: -x                 | is not the name of an image
            user: "a b"               | is not the name or number of a user
            environment: {"A=B": 1}   | holds a name that is none
            extra_hosts: [x]          | must be a name and an address
            labels: !x {}             | has the tag "!x"
            """)
    void mistakesNameTheirPlace(String attributes, String told) {
        folder.compose("services: {a: {image: i, %s}, b: {image: i}}\n"
                .formatted(attributes)
                .replace("image: i, image:", "image:"));

        assertThat(folder.problem()).contains(told).contains("compose.yaml");
    }

    @Test
    void allMistakesOfAllFilesAreToldTogether() {
        folder.compose("services: {a: {image: 1, ports: [x], volumes: 3}}\nvolumse: {}\n")
                .file("more.yaml", "services: {b: {tty: 7}, 'a b': {}}\n");

        assertThat(folder.problem("compose.yaml", "more.yaml"))
                .contains(
                        "compose.yaml: \"services.a.ports[0]\"",
                        "compose.yaml: \"services.a.volumes\"",
                        "compose.yaml: \"volumse\" is unknown (did you mean \"volumes\"?)",
                        "more.yaml: \"services.b.tty\"",
                        "more.yaml: \"services.a b\" is no name");
    }

    @Test
    void aServiceNeedsAnImage() {
        assertThat(folder.compose("services: {a: {tty: true}}").problem()).contains("neither \"image\" nor \"build\"");
        assertThat(folder.compose("name: x\n").problem()).isEqualTo("compose.yaml: it holds no \"services\"");
        assertThat(folder.compose("services: {a: 3}").problem()).contains("\"services.a\" must be an object");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(folder.problem("none.yaml"))
                .isEqualTo("devcontainer.json: \"dockerComposeFile\" names a file that is not there: none.yaml");
        assertThat(folder.problem("/etc/passwd")).contains("must stay inside");
        assertThat(folder.problem("../x.yaml")).contains("must stay inside");
    }

    @Test
    void aLinkOutOfTheSourceIsNotFollowed() throws IOException {
        Files.writeString(top.resolve("secret.env"), "A=1\n");
        Files.createSymbolicLink(folder.root().resolve("in.env"), top.resolve("secret.env"));

        assertThat(folder.compose("services: {a: {image: i, env_file: in.env}}").problem())
                .contains("must stay inside");
    }

    @Test
    void servicesThatWaitInACircleAreNamed() {
        folder.compose(
                "services: {a: {image: i, depends_on: [b]}, b: {image: i, links: [c]}, c: {image: i, depends_on: [a]}}");

        assertThat(folder.problem()).contains("waits for itself: a -> b -> c -> a");
    }

    @Test
    void whatIsNotRequiredMayBeMissing() {
        folder.compose("services: {a: {image: i, depends_on: {z: {condition: service_started, required: false}}}}");

        assertThat(folder.service("a").path("depends_on")).isEmpty();
        assertThat(folder.read().warnings())
                .extracting(Remark::text)
                .singleElement()
                .asString()
                .contains("not required");
    }

    @Test
    void theSessionsVariablesComeBeforeThoseOfTheFile() {
        folder.compose("services: {a: {image: \"$A-$B\", environment: [A, B, C]}}")
                .file(".env", "A=file\nB=file\n")
                .variable("A", "session");

        assertThat(folder.service("a").path("image").asText()).isEqualTo("session-file");
        assertThat(folder.service("a").path("environment")).hasToString("{\"A\":\"session\",\"B\":\"file\"}");
    }

    @Test
    void aRepositoryFromAUrlSeesNoVariablesOfTheSession() {
        folder.compose("services: {a: {image: \"${SECRET:-none}\", environment: [SECRET]}}")
                .variable("SECRET", "x")
                .fromGit();

        assertThat(folder.service("a")).hasToString("{\"image\":\"none\"}");
    }

    @Test
    void theNamesOfTheSessionsVariablesAreToldWithoutTheirValues() {
        folder.compose("include: [\"${DIR}/x.yaml\"]\nservices: {a: {image: \"${A:-$B}\", environment: [D], tty: 8}}")
                .file("sub/x.yaml", "services: {x: {image: $C}}");
        var client = Map.of("A", "1", "B", "2", "C", "3", "D", "4", "E", "5", "DIR", "sub");

        var names = ComposeReader.variables(
                folder.checkout(),
                new SourceTree(folder.root()),
                Path.of("devcontainer.json"),
                List.of("compose.yaml"),
                client);

        assertThat(names).containsExactlyInAnyOrder("A", "C", "D", "DIR");
    }

    @Test
    void aProjectHasAName() {
        folder.compose("services: {a: {image: \"$COMPOSE_PROJECT_NAME\"}}");
        assertThat(folder.read().name()).isEqualTo("shop");
        folder.compose("name: \"${X:-My}-App\"\nservices: {a: {image: \"$COMPOSE_PROJECT_NAME\"}}");
        assertThat(folder.read().name()).isEqualTo("my-app");
        assertThat(folder.service("a").path("image").asText()).isEqualTo("my-app");
        folder.file(".devcontainer/c.yml", "services: {a: {image: i}}");
        assertThat(folder.read(".devcontainer/c.yml").name()).isEqualTo("shop_devcontainer");
        folder.file(".env", "COMPOSE_PROJECT_NAME=other\n");
        assertThat(folder.read().name()).isEqualTo("other");
    }

    @Test
    void anchorsAndMergeKeysWork() {
        folder.compose("""
                x-base: &base {image: i, environment: &env {A: "1"}}
                services:
                  a: {<<: *base, environment: {<<: *env, B: "2"}}
                """);

        assertThat(folder.service("a").path("environment")).hasToString("{\"B\":\"2\",\"A\":\"1\"}");
    }

    @Test
    void thingsThatMultiplyEachOtherAreRefused() {
        var bomb = new StringBuilder("A0=0123456789\n");
        for (var index = 1; index < 40; index++) {
            bomb.append("A%d=${A%d}${A%d}\n".formatted(index, index - 1, index - 1));
        }
        folder.compose("services: {a: {image: i}}").file(".env", bomb.toString());
        assertThat(folder.problem()).contains("MiB of text");

        folder.file(".env", "");
        var services = new StringBuilder("services:\n  s0: {image: i, cap_add: [" + "A, ".repeat(5000) + "B]}\n");
        for (var index = 1; index < 400; index++) {
            services.append("  s%d: {extends: s0}\n".formatted(index));
        }
        folder.compose(services.toString());
        assertThat(folder.problem()).contains("values");

        folder.compose("services: {a: {image: \"" + "${A:-".repeat(50) + "}".repeat(50) + "\"}}");
        assertThat(folder.problem()).contains("deeper than");
    }

    @Test
    void longChainsAreRefused() {
        var services = new StringBuilder("services:\n  s0: {image: i}\n");
        for (var index = 1; index < 400; index++) {
            services.append("  s%d: {extends: s%d}\n".formatted(index, index - 1));
        }
        assertThat(folder.compose(services.toString()).problem()).isEmpty();

        services = new StringBuilder("services:\n  s399: {image: i}\n");
        for (var index = 398; index >= 0; index--) {
            services.insert(10, "  s%d: {extends: s%d}\n".formatted(index, index + 1));
        }
        assertThat(folder.compose(services.toString()).problem()).contains("more than 100 services");
    }
}
