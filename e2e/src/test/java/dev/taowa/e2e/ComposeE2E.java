package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A Compose project: one service is the workspace, the others run inside it; and a .ide.yaml that means the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeE2E {

    private static final String DEFINITION = """
            {"dockerComposeFile": ["../compose.yaml", "compose.more.yaml"], "service": "app",
             "workspaceFolder": "/workspaces/composed", "forwardPorts": ["db:5432"],
             "customizations": {"taowa": {"ide": "none"}},
             "postCreateCommand": "curl -fs http://db:5432/ > ~/seen"}
            """;

    private static final String COMPOSE = """
            x-served: &served
              build: {context: ./served}
            services:
              app:
                image: @BASE@
                command: sleep infinity
                environment: {WORD: "${WANTED:-none}", FILE: "${FROM_FILE}"}
                volumes: [".:/workspaces/composed:cached", "shared:/shared"]
                depends_on: {db: {condition: service_healthy}}
                extra_hosts: ["ledger:10.9.8.7", "docker.host:host-gateway"]
              db:
                <<: *served
                command: [/busybox, httpd, -f, -p, "5432", -h, /www]
                healthcheck: {test: [CMD, /busybox, wget, -q, -O, "-", "http://127.0.0.1:5432/"], interval: 1s}
                volumes: ["shared:/shared"]
              side:
                <<: *served
                network_mode: service:app
                command: [/busybox, httpd, -f, -p, "9000", -h, /www]
              left:
                <<: *served
                profiles: [extra]
            volumes: {shared: {}}
            """;

    private static final String DOCKERFILE = """
            FROM scratch
            COPY busybox /busybox
            COPY index.html /www/index.html
            COPY nsswitch.conf /etc/nsswitch.conf
            """;

    private static final String SMART_IDE = """
            version: smartide/v0.3
            orchestrator: {type: allinone, version: 3}
            workspace:
              dev-container:
                service-name: dev
                ports: {tools-webide-vscode: 6800, tools-ssh: 6822, apps-page: 4000}
                ide-type: sdk-only
                volumes: {git-config: true, ssh-key: true}
                command: ['echo "$(pwd)" > ~/first', "cat ~/first > ~/second"]
              services:
                dev:
                  image: @BASE@
                  runtime: sysbox-runc
                  command: ["/sbin/init"]
                  environment: {LOCAL_USER_PASSWORD: "secret", LOCAL_USER_UID: "1000", MINE: "yes"}
                  volumes: [".:/home/project"]
                  ports: ["6822:22", "6800:3000", "4000:4001"]
            """;

    private final Taowa taowa = Taowa.fresh().with(Map.of("WANTED", "wish"));
    private final Path project = taowa.folder().resolve("composed");

    @BeforeAll
    void up() throws IOException {
        Folders.write(project.resolve(".devcontainer/devcontainer.json"), DEFINITION);
        Folders.write(
                project.resolve(".devcontainer/compose.more.yaml"), "services: {app: {environment: {MORE: merged}}}\n");
        Folders.write(project.resolve("compose.yaml"), COMPOSE.replace("@BASE@", base()));
        Folders.write(project.resolve(".env"), "FROM_FILE=of-the-file\n");
        Folders.write(project.resolve("served/Dockerfile"), DOCKERFILE);
        Folders.write(project.resolve("served/index.html"), "a page\n");
        Folders.write(project.resolve("served/nsswitch.conf"), "hosts: files dns\n");
        Files.copy(Path.of("/bin/busybox"), project.resolve("served/busybox"));
        taowa.up(project.toString());
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    /** The image that machines are made from; the first {@code up} on a host makes it. */
    private String base() {
        var bare = taowa.folder().resolve("bare");
        Folders.write(bare.resolve(".devcontainer.json"), "{}");
        taowa.up(bare.toString(), "--ide", "none");
        taowa.remove("bare");
        return Programs.asRoot("podman", "images", "--format", "{{.Repository}}:{{.Tag}}")
                .orFail()
                .out()
                .lines()
                .filter(tag -> tag.startsWith("localhost/taowa/base:") && isDebian13(tag))
                .findFirst()
                .orElseThrow();
    }

    /** Other tests make bases of other releases, which have no Compose. */
    private static boolean isDebian13(String tag) {
        var mounted = Programs.asRoot("podman", "image", "mount", tag).orFail().line();
        try {
            return Programs.asRoot("grep", "-q", "VERSION_ID=\"13\"", mounted + "/usr/lib/os-release")
                            .status()
                    == 0;
        } finally {
            Programs.asRoot("podman", "image", "unmount", tag);
        }
    }

    private String sh(String line) {
        return taowa.sh("composed", line);
    }

    @Test
    @Order(1)
    void theServiceIsAMachineWithWhatItWasGiven() {
        assertThat(sh("systemctl is-system-running; pwd")).isEqualTo("running\n/workspaces/composed");
        assertThat(sh("echo $WORD $FILE $MORE")).isEqualTo("wish of-the-file merged");
        assertThat(sh("cat ~/seen")).isEqualTo("a page");
        assertThat(sh("findmnt -n -o TARGET /shared")).isEqualTo("/shared");
    }

    @Test
    @Order(2)
    void servicesFindEachOtherByName() {
        assertThat(sh("docker ps --format '{{.Label \"com.docker.compose.service\"}}' | sort"))
                .isEqualTo("db\nside");
        assertThat(sh("curl -fs http://localhost:5432/ http://localhost:9000/")).isEqualTo("a page\na page");
        sh("(cd /tmp && mkdir -p own && echo of-the-app > own/index.html &&"
                + " nohup setsid python3 --version; true) >/dev/null 2>&1");
        assertThat(sh("docker compose -p composed ls -q >/dev/null; getent hosts db | wc -l"))
                .isEqualTo("1");
        assertThat(sh("docker exec $(docker ps -q -f name=db) /busybox nslookup app >/dev/null 2>&1;"
                        + " docker exec $(docker ps -q -f name=db) /busybox grep -c app /etc/hosts"))
                .isEqualTo("1");
        assertThat(sh("getent hosts ledger | tr -s ' '; curl -fs http://docker.host:9000/"))
                .isEqualTo("10.9.8.7 ledger\na page");
        assertThat(taowa.json("ports", "composed", "--json").findValuesAsText("port"))
                .contains("5432", "9000");
    }

    @Test
    @Order(3)
    void aVolumeIsSharedAndAllComesBackWithTheMachine() {
        sh("sudo sh -c 'echo kept > /shared/file'");
        taowa.run("stop", "composed").orFail();
        taowa.run("start", "composed").orFail();

        assertThat(sh("getent hosts ledger | tr -s ' '; sudo systemctl stop docker.socket docker.service;"
                        + " getent hosts ledger | wc -l; getent hosts db | wc -l; sudo systemctl start docker.service"))
                .isEqualTo("10.9.8.7 ledger\n1\n0");
        assertThat(sh("sudo systemctl start taowa-compose; curl -fs http://db:5432/; cat /shared/file"))
                .isEqualTo("a page\nkept");
        assertThat(sh("docker exec $(docker ps -q -f name=db) /busybox cat /shared/file"))
                .isEqualTo("kept");
    }

    @Test
    @Order(4)
    void whatTheOthersAreBuiltFromIsFollowed() {
        sh("sudo touch /etc/mark");
        var before = sh("docker ps --quiet | sort");
        taowa.up(project.toString());
        assertThat(sh("docker ps --quiet | sort")).as("nothing changed").isEqualTo(before);

        Folders.write(project.resolve("served/index.html"), "another page\n");
        taowa.up(project.toString());
        assertThat(pages()).isEqualTo("another page\nanother page");
        assertThat(sh("ls /etc/mark")).as("the same machine").isEqualTo("/etc/mark");

        Folders.write(project.resolve("served/Dockerfile"), DOCKERFILE + "COPY index.html /www/second.html\n");
        taowa.run("restart", "composed").orFail();
        assertThat(sh("curl -fs http://db:5432/second.html")).isEqualTo("another page");

        Folders.write(project.resolve("served/Dockerfile"), DOCKERFILE + "COPY nowhere /www/\n");
        var failed = taowa.run("up", project.toString());
        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("problem: the services of the Compose project", "nowhere");
        assertThat(pages()).as("the old ones run").isEqualTo("another page\nanother page");

        Folders.write(project.resolve("served/Dockerfile"), DOCKERFILE);
        Folders.write(project.resolve("served/index.html"), "a third page\n");
        taowa.run("rebuild", "composed").orFail();
        assertThat(pages()).isEqualTo("a third page\na third page");
        assertThat(sh("cat /shared/file")).isEqualTo("kept");
    }

    private String pages() {
        return sh("curl -fs http://db:5432/ http://localhost:9000/");
    }

    @Test
    @Order(5)
    void aServiceThatFailsIsNamed() {
        var text = Folders.read(project.resolve("compose.yaml"))
                .replace("condition: service_healthy", "condition: service_completed_successfully")
                .replace(
                        "[/busybox, httpd, -f, -p, \"5432\", -h, /www]",
                        "[/busybox, sh, -c, \"echo no disk; exit 3\"]");
        Folders.write(project.resolve("compose.yaml"), text);

        var failed = taowa.run("up", project.toString());

        assertThat(failed.status()).isEqualTo(2);
        assertThat(failed.err()).contains("no disk", "problem: the services of the Compose project");
    }

    @Test
    @Order(6)
    void aFileOfSmartIdeComesUpAsItStands() {
        var ide = taowa.folder().resolve("smart");
        Folders.write(ide.resolve(".ide/.ide.yaml"), SMART_IDE.replace("@BASE@", base()));

        var up = taowa.run("up", ide.toString()).orFail();

        assertThat(up.err()).contains("LOCAL_USER_PASSWORD").doesNotContain("secret");
        assertThat(taowa.sh("smart", "pwd; cat ~/second; echo $MINE")).isEqualTo("/home/project\n/home/project\nyes");
        assertThat(taowa.show("smart").path("ports").findValuesAsText("label")).contains("page");
        assertThat(taowa.show("smart").path("ide").path("url").asText()).isEmpty();
        taowa.remove("smart");

        var converted = taowa.run("init", ide.toString(), "--from", ".ide.yaml").orFail();
        assertThat(converted.out()).contains(".devcontainer/devcontainer.json");
        assertThat(taowa.run("validate", ide.toString()).status()).isZero();
    }
}
