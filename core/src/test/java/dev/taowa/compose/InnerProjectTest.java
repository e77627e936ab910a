package dev.taowa.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.document.Remark;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.PlacedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InnerProjectTest {

    @TempDir
    private Path top;

    private ProjectFolder folder = new ProjectFolder(Path.of("/tmp"));

    @BeforeEach
    void makeFolder() {
        folder = new ProjectFolder(top);
    }

    @Test
    void theOthersRunInsideWithoutTheChosenOne() {
        folder.compose("""
                services:
                  app: {image: i, hostname: h, networks: {default: {aliases: [alias]}}, ports: ["1:80"]}
                  db:
                    build: {context: db, additional_contexts: {x: ./y}}
                    environment: {PW: a$$b}
                    volumes: ["./data:/data", "~/x:/x", "/var/run/docker.sock:/s"]
                    links: ["app:the_app"]
                    ports: ["80:1", "5432:5432"]
                  web: {image: i, depends_on: {app: {condition: service_started}, db: {condition: service_healthy}}}
                """);

        var inner = folder.innerTree("app");
        var services = inner.path("services");

        assertThat(inner.path("name").asText()).isEqualTo("shop");
        assertThat(services.properties()).extracting(Map.Entry::getKey).containsExactly("db", "web");
        assertThat(services.at("/db/build"))
                .hasToString(
                        "{\"context\":\"/workspaces/shop/db\",\"additional_contexts\":{\"x\":\"/workspaces/shop/y\"}}");
        assertThat(services.at("/db/environment/PW").asText()).isEqualTo("a$$b");
        assertThat(services.at("/db/volumes").findValuesAsText("source"))
                .containsExactly("/workspaces/shop/data", "/home/dev/x", "/var/run/docker.sock");
        assertThat(services.at("/db/ports").findValuesAsText("published")).containsExactly("5432");
        assertThat(services.at("/db").has("links")).isFalse();
        assertThat(services.at("/db/extra_hosts"))
                .hasToString(
                        "[\"app=host-gateway\",\"h=host-gateway\",\"alias=host-gateway\",\"the_app=host-gateway\"]");
        assertThat(services.at("/web/depends_on"))
                .hasToString("{\"db\":{\"condition\":\"service_healthy\",\"required\":true}}");
        assertThat(folder.inner("app").addresses()).containsEntry("db", "db").containsEntry("app", "localhost");
        assertThat(folder.inner("app").warnings())
                .extracting(Remark::text)
                .anyMatch(warning -> warning.contains("reach it as db:1"));
    }

    @Test
    void whatSharesTheChosenOnesNetworkHasTheWorkspaces() {
        folder.compose("""
                services:
                  app: {image: i}
                  side: {image: i, network_mode: "service:app", ports: ["1:1"], pid: "service:app"}
                  side2: {image: i, network_mode: "service:side"}
                  web: {image: i}
                """);

        var side = folder.innerTree("app").path("services").path("side");

        assertThat(side.path("network_mode").asText()).isEqualTo("host");
        assertThat(side.path("pid").asText()).isEqualTo("host");
        assertThat(side.has("ports")).isFalse();
        assertThat(side.path("volumes").findValuesAsText("source")).containsExactly("/etc/hosts");
        assertThat(folder.inner("app").addresses()).containsEntry("side2", "localhost");
    }

    @Test
    void aChosenOneInAnothersNetworkBringsThatOneToTheWorkspaces() {
        folder.compose("""
                services:
                  app: {image: i, network_mode: "service:db"}
                  db: {image: i, networks: {back: {aliases: [base]}}}
                  web: {image: i, networks: [back]}
                networks: {back: {}}
                """);

        var services = folder.innerTree("app").path("services");

        assertThat(services.at("/db/network_mode").asText()).isEqualTo("host");
        assertThat(services.at("/db").has("networks")).isFalse();
        assertThat(services.at("/web/extra_hosts").toString()).contains("db=host-gateway", "base=host-gateway");
        assertThat(folder.inner("app").hosts()).contains("app", "db", "base");
    }

    @Test
    void volumesOfTheChosenOneAreSharedWithTheOthers() {
        folder.compose("""
                services:
                  app: {image: i, volumes: ["v:/data", ".:/src"]}
                  db: {image: i, volumes: ["v:/d", "w:/w"]}
                  other: {image: i, volumes_from: ["app:ro"]}
                volumes: {v: {}, w: {external: true}, unused: {}}
                networks: {default: {external: true, name: outer}}
                """);

        var inner = folder.innerTree("app");

        assertThat(inner.at("/volumes/v/driver_opts/device").asText()).isEqualTo("/data");
        assertThat(inner.at("/volumes/w")).isEmpty();
        assertThat(inner.at("/volumes").has("unused")).isFalse();
        assertThat(inner.at("/networks/default")).hasToString("{\"name\":\"outer\"}");
        assertThat(inner.at("/services/other/volumes").findValuesAsText("source"))
                .containsExactly("/data", "/src");
        assertThat(folder.inner("app").warnings())
                .extracting(Remark::text)
                .hasSize(2)
                .allMatch(each -> each.contains("made anew inside"));
    }

    @Test
    void profilesAndRunServicesDecideWhatRuns() {
        folder.compose("""
                services:
                  app: {image: i, depends_on: [db]}
                  db: {image: i, profiles: [data]}
                  web: {image: i}
                  debug: {image: i, profiles: [debug], depends_on: [tool]}
                  tool: {image: i, profiles: [debug]}
                """);

        assertThat(folder.inner("app").services()).containsExactly("db", "web");
        assertThat(folder.inner("app", "debug").services()).containsExactly("db", "debug", "tool");
        assertThat(folder.inner("app", "app").services()).containsExactly("db");
        folder.variable("COMPOSE_PROFILES", "debug, x");
        assertThat(folder.inner("app").services()).containsExactly("db", "web", "debug", "tool");
        assertThat(folder.inner("app").awaited()).containsEntry("db", "service_started");
    }

    @Test
    void whatCannotRunInsideIsToldTogether() {
        folder.compose("""
                services:
                  app: {image: i}
                  a: {image: i, network_mode: "container:x"}
                  b: {image: i, volumes: ["../x:/x"]}
                  c: {image: i, secrets: [s], build: {context: ., additional_contexts: {base: "service:app"}}}
                secrets: {s: {external: true}}
                """);

        assertThatThrownBy(() -> folder.inner("app"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what())
                                .contains(
                                        "services.a",
                                        "outside of the source",
                                        "from the image of \"app\"",
                                        "secrets.s"));
    }

    @Test
    void portsOfServicesAreForwardedOnce() {
        folder.compose("""
            services:
              app: {image: i}
              db: {image: i, ports: ["80:80", "22:22", "22:22/udp"]}
              web: {image: i}
              side: {image: i, network_mode: "service:app"}
            """);

        var inner = InnerProject.of(
                folder.read(),
                "app",
                Optional.empty(),
                new Inside("/workspaces/shop", "/home/dev"),
                new TreeMap<>(Map.of("db", Set.of(80), "web", Set.of(80, 81), "side", Set.of(1), "none", Set.of(2))));

        var services = tree(inner).path("services");
        assertThat(services.at("/db/ports").findValuesAsText("published")).containsExactly("80", "22");
        assertThat(services.at("/db/ports").findValuesAsText("protocol")).containsExactly("tcp", "udp");
        assertThat(services.at("/web/ports").findValuesAsText("published")).containsExactly("81");
        assertThat(services.at("/side").has("ports")).isFalse();
        assertThat(inner.warnings())
                .extracting(Remark::text)
                .anyMatch(warning -> warning.contains("\"none:2\" of \"forwardPorts\": no such service runs"))
                .anyMatch(warning ->
                        warning.contains("\"web:80\" of \"forwardPorts\": the workspace's port is that of \"db\""))
                .anyMatch(warning -> warning.contains("publishes port 22, on which sshd listens"))
                .hasSize(3);
    }

    @Test
    void whatHasNoEffectInsideIsNamed() {
        folder.compose("""
            services:
              app: {image: i}
              a: {image: i, develop: {watch: []}, label_file: x}
              b: {image: i, network_mode: "service:app", extra_hosts: ["x:1.2.3.4"]}
            """);

        assertThat(folder.inner("app").warnings())
                .extracting(Remark::text)
                .containsExactly(
                        "\"services.a.label_file\" is not carried out inside a workspace",
                        "\"services.a.develop\" is not carried out inside a workspace",
                        "\"services.b.extra_hosts\" has no effect in the workspace's own network");
    }

    @Test
    void aSecretNeedsItsVariable() {
        folder.compose("""
            services: {app: {image: i}, db: {image: i, secrets: [e]}}
            secrets: {e: {environment: TOKEN}}
            """);

        assertThatThrownBy(() -> folder.inner("app"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what())
                                .isEqualTo(
                                        "compose.yaml, line 2, column 11: \"secrets.e\" needs the variable TOKEN, which is not set"));
    }

    @Test
    void secretsOfTheWorkspaceAloneAreNotGivenToTheOthers() {
        folder.compose("""
            services: {app: {image: i, secrets: [e]}, db: {image: i}}
            secrets: {e: {environment: TOKEN}}
            """).variable("TOKEN", "x");

        assertThat(text(folder.inner("app").files(), "variables")).isEmpty();
    }

    @Test
    void secretsComeAsVariablesAndFiles() {
        folder.compose("""
                services: {app: {image: i}, db: {image: i, secrets: [e, f], configs: [c]}}
                secrets: {e: {environment: TOKEN}, f: {file: ./f}}
                configs: {c: {content: "$$x $TOKEN"}}
                """).variable("TOKEN", "it's $9 \\ \"");

        var files = folder.inner("app").files();

        assertThat(folder.innerTree("app").at("/secrets/f/file").asText()).isEqualTo("/workspaces/shop/f");
        assertThat(folder.innerTree("app").at("/configs/c/content").asText()).isEqualTo("$$x it's $$9 \\ \"");
        assertThat(text(files, "variables")).isEqualTo("TOKEN=\"it's \\$9 \\\\ \\\"\"\n");
        assertThat(files).allMatch(file -> !file.toString().contains("it's"));
        assertThat(text(files, "hosts")).isEqualTo("app\n");
        assertThat(text(files, "taowa-compose-names")).startsWith("#!/bin/sh");
    }

    @Test
    void filesThatTheOthersAreBuiltFromAreKnown() {
        folder.compose("""
                services:
                  app: {build: ./mine}
                  db: {build: {context: ./db, dockerfile: ../Dockerfile.db, additional_contexts: {all: ., i: "docker-image://i"}}}
                  far: {build: "https://example.test/far.git"}
                  ready: {image: i}
                """);

        assertThat(text(folder.inner("app").files(), "built-from")).isEqualTo("""
                /workspaces/shop/db
                /workspaces/shop/db/../Dockerfile.db
                /workspaces/shop
                """);
    }

    @Test
    void namesThatTheChosenOneAddsAreTheWorkspaces() {
        folder.compose("""
                services:
                  app: {image: i, extra_hosts: ["ledger:10.9.8.7", "six=[2001:DB8::1]", "docker.host:host-gateway"]}
                """);

        var inner = folder.inner("app");

        assertThat(text(inner.files(), "extra-hosts"))
                .isEqualTo("10.9.8.7 \"ledger\"\n2001:db8:0:0:0:0:0:1 \"six\"\n127.0.0.1 \"docker.host\"\n");
        assertThat(inner.files())
                .extracting(PlacedFile::path)
                .anyMatch(path -> path.endsWith("/taowa-compose-hosts.service"))
                .noneMatch(path -> path.endsWith("/taowa-compose.service"));
        assertThat(inner.warnings())
                .extracting(Remark::text)
                .singleElement()
                .asString()
                .startsWith("\"services.app.extra_hosts[2]\" is the workspace itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b:1.2.3.4", "x:1.2.3", "x:example.test", "x:1.2.3.4 y", "localhost:1.2.3.4", "x=\\n6.6.6.6"})
    void whatIsNoNameOrAddressIsAMistake(String added) {
        folder.compose("services: {app: {image: i, extra_hosts: [\"" + added + "\"]}}");

        assertThatThrownBy(() -> folder.inner("app"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("\"services.app.extra_hosts[0]\" must"));
    }

    private static JsonNode tree(InnerProject inner) {
        return JsonText.parse("inner", inner.text().revealText());
    }

    private static String text(List<PlacedFile> files, String name) {
        return files.stream()
                .filter(file -> file.path().endsWith("/" + name))
                .findFirst()
                .orElseThrow()
                .content()
                .revealText();
    }

    @Test
    void aChosenOneAloneNeedsNoFiles() {
        assertThat(folder.compose("services: {app: {image: i}}").inner("app").files())
                .isEmpty();
    }

    @Test
    void namesThatAreNoneAreLeftOut() {
        folder.compose("services: {app: {image: i, hostname: \"a b\", container_name: localhost}, db: {image: i}}");

        assertThat(folder.inner("app").hosts()).containsExactly("app");
    }

    @Test
    void theTextIsTheSameEachTime() {
        folder.compose("services: {app: {image: i}, z: {image: i}, b: {image: i, environment: {Z: 1, A: 2}}}");

        assertThat(folder.inner("app").text().revealText())
                .isEqualTo(folder.inner("app").text().revealText());
    }
}
