package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Features of the project's own: installed, merged into the definition, and built again only where they changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeatureE2E {

    private static final String DEFINITION = """
            {"features": {"./greeter": {"word": "it's $HOME; `x`"}},
             "remoteEnv": {"OWN": "1"},
             "customizations": {"taowa": {"ide": "none"}},
             "postCreateCommand": "@COMMAND@"}
            """;

    private static final String BASE = """
            {"id": "base", "version": "1.0.0", "containerEnv": {"PATH": "/opt/base/bin:${PATH}", "BASE": "/opt/base"},
             "entrypoint": "/opt/base/bin/begin", "onCreateCommand": "echo from-base >> ~/order",
             "mounts": ["source=base-${devcontainerId},target=/var/base,type=volume"]}
            """;

    private static final String GREETER = """
            {"id": "greeter", "version": "1.0.0", "dependsOn": {"./base": {}},
             "options": {"word": {"type": "string", "default": "hi"}, "loud": {"type": "boolean", "default": true}},
             "postCreateCommand": {"one": "echo from-greeter >> ~/order"}}
            """;

    private static final String INSTALL_BASE = """
            #!/bin/bash
            set -e
            mkdir -p /opt/base/bin
            printf '#!/bin/sh\\necho begun >> /run/begun\\n' > /opt/base/bin/begin
            chmod +x /opt/base/bin/begin
            touch a-file-of-its-own
            """;

    private static final String INSTALL_GREETER = """
            #!/bin/sh
            set -e
            test -x /opt/base/bin/begin
            printf '%s|%s|%s|%s' "$WORD" "$LOUD" "$_REMOTE_USER" "$_REMOTE_USER_HOME" > /opt/greeting
            """;

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("featured");
    private final Path features = project.resolve(".devcontainer");

    @BeforeAll
    void up() {
        define("echo $PATH > ~/path");
        Folders.write(features.resolve("base/devcontainer-feature.json"), BASE);
        Folders.write(features.resolve("base/install.sh"), INSTALL_BASE);
        Folders.write(features.resolve("greeter/devcontainer-feature.json"), GREETER);
        Folders.write(features.resolve("greeter/install.sh"), INSTALL_GREETER);
        taowa.up(project.toString());
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private void define(String command) {
        Folders.write(features.resolve("devcontainer.json"), DEFINITION.replace("@COMMAND@", command));
    }

    private String sh(String line) {
        return taowa.sh("featured", line);
    }

    @Test
    @Order(1)
    void optionsAndOrderAreThoseOfTheStandard() {
        assertThat(sh("cat /opt/greeting")).isEqualTo("it's $HOME; `x`|true|dev|/home/dev");
        assertThat(sh("echo $BASE $OWN")).isEqualTo("/opt/base 1");
        assertThat(sh("cat ~/path")).startsWith("/opt/base/bin:/");
        assertThat(sh("cat ~/order")).isEqualTo("from-base\nfrom-greeter");
        assertThat(sh("findmnt -n -o TARGET /var/base")).isEqualTo("/var/base");
        assertThat(sh("systemctl is-system-running; systemctl is-active taowa-entrypoints"))
                .isEqualTo("running\nactive");
    }

    @Test
    @Order(2)
    void entryPointsRunAtEveryBoot() {
        assertThat(sh("cat /run/begun")).isEqualTo("begun");
        taowa.run("stop", "featured").orFail();
        taowa.run("start", "featured").orFail();

        assertThat(sh("cat /run/begun")).isEqualTo("begun");
        assertThat(sh("cat ~/order")).isEqualTo("from-base\nfrom-greeter");
    }

    @Test
    @Order(3)
    void aChangedCommandBuildsNothing() {
        define("echo changed");

        var again = taowa.run("up", project.toString()).orFail();

        assertThat(again.err()).doesNotContain("Adding");
        assertThat(taowa.show("featured").path("phases").findValuesAsText("name"))
                .contains("base-image");
        assertThat(outcome("base-image")).isEqualTo("unchanged");
    }

    @Test
    @Order(4)
    void aChangedFeatureIsOneLayer() {
        // Something that no earlier run on this engine has built.
        var change = "touch /opt/second # " + taowa.folder() + "\n";
        Folders.write(features.resolve("greeter/install.sh"), INSTALL_GREETER + change);

        var again = taowa.run("up", project.toString()).orFail();

        assertThat(again.err().lines().filter(line -> line.contains("Adding")))
                .singleElement()
                .asString()
                .contains("greeter");
        assertThat(sh("ls /opt/second")).isEqualTo("/opt/second");
    }

    @Test
    @Order(5)
    void aFeatureThatFailsSaysWhy() {
        Folders.write(features.resolve("greeter/install.sh"), "#!/bin/sh\necho no such gadget >&2\nexit 4\n");

        var failed = taowa.run("up", project.toString());

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("no such gadget", "problem:", "fix:");
    }

    @Test
    @Order(6)
    void aCycleIsNamed() {
        Folders.write(
                features.resolve("base/devcontainer-feature.json"),
                "{\"id\": \"base\", \"version\": \"1.0.0\", \"dependsOn\": {\"./greeter\": {\"word\": \"it's $HOME; `x`\"}}}");

        var failed = taowa.run("up", project.toString());

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("problem:", "base", "greeter");
    }

    @Test
    @Order(7)
    void frozenWithoutALockIsAProblem() {
        define("true");
        Folders.write(features.resolve("devcontainer.json"), "{\"features\": {\"localhost:9/x/y:1\": {}}}");

        var failed = taowa.run("up", project.toString(), "--frozen-lockfile");

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("devcontainer-lock.json");
    }

    private String outcome(String phase) {
        for (var each : taowa.show("featured").path("phases")) {
            if (each.path("name").asText().equals(phase)) {
                return each.path("outcome").asText();
            }
        }
        return "";
    }
}
