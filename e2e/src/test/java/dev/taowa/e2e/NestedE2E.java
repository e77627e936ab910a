package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Docker and Podman inside a workspace; their only image is a static busybox, so that no registry is needed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NestedE2E {

    private static final String DEFINITION = """
            {"features": {"taowa/podman": {}}, "customizations": {"taowa": {"nested": {"docker": true}}},
             "containerEnv": {"NO_PROXY": "inner.example"},
             "postCreateCommand": "sudo apt-get -q update && sudo apt-get -q install -y busybox-static"}
            """;

    /** Each applet by its name, so that what runs in the containers reads as elsewhere. */
    private static final String IMAGE = """
            set -e
            mkdir -p /tmp/root/bin /tmp/root/tmp && cp /bin/busybox /tmp/root/bin/
            for applet in $(busybox --list); do [ -e /tmp/root/bin/$applet ] || ln -s busybox /tmp/root/bin/$applet; done
            tar -C /tmp/root -c . | docker import --change 'ENV PATH=/bin' - box:1
            """;

    private static final String COMPOSE = """
            services:
              web:
                image: box:1
                command: [sh, -c, "mkdir /www && echo made > /www/index.html && httpd -f -p 80 -h /www"]
                ports: ["8085:80"]
                init: true
                healthcheck: {test: [CMD, wget, -q, -O, "-", "http://localhost/"], interval: 1s, retries: 30}
              reader:
                image: box:1
                depends_on: {web: {condition: service_healthy}}
                command: [sh, -c, "wget -q -O /kept/page http://web/ && sleep 600"]
                volumes: ["kept:/kept"]
                init: true
            volumes: {kept: {}}
            """;

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("nested");

    @BeforeAll
    void up() {
        Folders.write(project.resolve(".devcontainer/devcontainer.json"), DEFINITION);
        Folders.write(project.resolve("compose.yaml"), COMPOSE);
        Folders.write(
                project.resolve("build/Dockerfile"), "FROM box:1\nRUN echo built > /made\nCMD [\"cat\", \"/made\"]\n");
        taowa.up(project.toString(), "--ide", "none");
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private String sh(String line) {
        return taowa.sh("nested", line);
    }

    @Test
    @Order(1)
    void anUnusedEngineDoesNotRun() {
        assertThat(sh("systemctl is-system-running; systemctl is-active docker.socket docker containerd; true"))
                .isEqualTo("running\nactive\ninactive\ninactive");
        sh(IMAGE);
        assertThat(sh("systemctl is-active docker")).isEqualTo("active");
        assertThat(sh("docker info -f '{{.Driver}}'")).isEqualTo("overlay2");
        assertThat(sh("docker info -f '{{.NoProxy}}'")).isEqualTo("inner.example");
        assertThat(sh("findmnt -n -o TARGET --target /var/lib/docker")).isEqualTo("/var/lib/docker");
    }

    @Test
    @Order(2)
    void containersRunWithTheirStatusAndLimits() {
        var ended = taowa.exec("nested", "docker", "run", "--rm", "box:1", "sh", "-c", "echo out; exit 7");

        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.line()).isEqualTo("out");
        assertThat(
                        sh(
                                "docker run --rm -m 64m --pids-limit 50 box:1 sh -c "
                                        + "'cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null; true'"))
                .isEqualTo("67108864");
        assertThat(sh("docker run --rm --privileged box:1 sh -c 'mount -t tmpfs none /tmp && echo mounted'"))
                .isEqualTo("mounted");
    }

    @Test
    @Order(2)
    void aContainerBeyondItsMemoryIsKilledAndNothingElse() {
        assertThat(sh("docker run --rm -m 16m box:1 sh -c 'tail /dev/zero'; echo $?"))
                .isEqualTo("137");
        assertThat(sh("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    @Order(2)
    void privilegeInsideIsNoneOnTheHost() {
        Folders.write(project.resolve("attacks.sh"), Attacks.SCRIPT);

        assertThat(sh("docker run --rm --privileged --pid host --network host --ipc host -v /:/machine"
                        + " -v $PWD/attacks.sh:/attacks.sh box:1 sh /attacks.sh"))
                .isEqualTo("systemd");
        assertThat(sh("systemctl is-system-running")).isEqualTo("running");
    }

    @Test
    @Order(2)
    void anArchiveIsLoadedIntoDockerWhereThereIsNoCluster() {
        sh("docker tag box:1 archived:1 && docker save --output archive.tar archived:1 && docker rmi archived:1");

        taowa.run("load", "nested", project.resolve("archive.tar").toString()).orFail();

        assertThat(sh("docker run --rm archived:1 echo loaded")).isEqualTo("loaded");
        var noCluster = taowa.run("load", "nested", "box:1");
        assertThat(noCluster.status()).isEqualTo(2);
        assertThat(noCluster.err()).contains("problem: workspace nested has no Kubernetes", "fix: ");
        var noArchive = taowa.feed("no archive\n".getBytes(StandardCharsets.UTF_8), "load", "nested", "-");
        assertThat(noArchive.status()).isEqualTo(2);
        assertThat(noArchive.err()).contains("problem: docker of workspace nested does not take", "fix: ");
    }

    @Test
    @Order(2)
    void imagesAreBuilt() {
        assertThat(sh("docker build -q -t made build >/dev/null && docker run --rm made"))
                .isEqualTo("built");
        assertThat(sh("docker buildx build -q --load -t made2 build >/dev/null && docker run --rm made2"))
                .isEqualTo("built");
    }

    @Test
    @Order(2)
    void filesOfABindMountBelongToThePersonOutside() throws Exception {
        sh("docker run --rm -u $(id -u):$(id -g) -v $PWD:/src box:1 sh -c 'echo inner > /src/from-container'");

        var made = project.resolve("from-container");
        assertThat(Files.readString(made)).isEqualTo("inner\n");
        assertThat(Files.getOwner(made)).isEqualTo(Files.getOwner(project));
    }

    @Test
    @Order(3)
    void aComposeProjectFindsItsServicesByName() {
        sh("docker compose up -d --wait >/tmp/compose.log 2>&1 || { cat /tmp/compose.log; exit 1; }");

        assertThat(sh("curl -fs http://localhost:8085/")).isEqualTo("made");
        assertThat(sh("docker compose exec -T reader cat /kept/page")).isEqualTo("made");
        var ports = taowa.json("ports", "nested", "--json");
        assertThat(ports.findValuesAsText("port")).containsExactly("8085");
        assertThat(ports.findValuesAsText("origin")).containsExactly("container nested-web-1");
        var link = Web.link(taowa, "nested", "8085");
        assertThat(Web.get(Web.origin(link), Web.cookie(link)).body()).isEqualTo("made\n");

        sh("docker compose down -v 2>/dev/null");
        assertThat(sh("docker ps -aq; docker volume ls -q")).isEmpty();
    }

    @Test
    @Order(3)
    void aWatchTellsOfPortsAsTheyComeAndGo() {
        try (var watch = taowa.start("ports", "nested", "--watch")) {
            assertThat(watch.awaitLine(LIMIT, line -> line.equals("nothing listens in nested")))
                    .isTrue();

            sh("docker run -d --name watched --init -p 8087:80 box:1 httpd -f -p 80");
            assertThat(watch.awaitLine(
                            LIMIT, line -> line.startsWith("+ 8087  container watched  http://8087--nested.")))
                    .isTrue();
            sh("docker rm -f watched");
            assertThat(watch.awaitLine(LIMIT, line -> line.startsWith("- 8087  container watched")))
                    .isTrue();

            sh("sudo systemd-run --quiet --unit plain busybox httpd -f -p 8088");
            assertThat(watch.awaitLine(LIMIT, line -> line.startsWith("+ 8088  busybox (pid ")))
                    .isTrue();
            sh("sudo systemctl stop plain");
            assertThat(watch.awaitLine(LIMIT, line -> line.startsWith("- 8088  busybox")))
                    .isTrue();
        }
    }

    @Test
    @Order(4)
    void containersThatShallRestartComeBackWithTheMachine() {
        sh("docker run -d --name keeper --restart always --init box:1 sleep 3600");

        try (var watch = taowa.start("ports", "nested", "--watch", "--json")) {
            assertThat(watch.awaitLine(LIMIT, line -> line.equals("[]"))).isTrue();

            taowa.run("stop", "nested").orFail();

            assertThat(watch.awaitEnd(LIMIT)).as("%s", watch.lines()).isZero();
        }
        taowa.run("start", "nested").orFail();

        assertThat(sh("docker inspect -f '{{.State.Running}}' keeper")).isEqualTo("true");
        sh("docker rm -f keeper");
    }

    @Test
    @Order(5)
    void podmanRunsForRootAndWithoutRoot() {
        sh(
                "docker save box:1 -o /tmp/box.tar && sudo podman load -q -i /tmp/box.tar && podman load -q -i /tmp/box.tar");

        assertThat(sh("sudo podman run --rm box:1 id -u 2>/dev/null")).isEqualTo("0");
        assertThat(sh("podman run --rm box:1 id -u 2>/dev/null")).isEqualTo("0");
        assertThat(
                        sh(
                                "podman run --rm -p 8086:80 -d --name inner box:1 httpd -f -p 80 2>/dev/null >/dev/null;"
                                        + " curl -s -o /dev/null -w '%{http_code}' --retry 20 --retry-delay 1 --retry-all-errors http://localhost:8086/; podman rm -f -t 0 inner >/dev/null 2>&1"))
                .isEqualTo("404");
    }

    @Test
    @Order(6)
    void imagesOutliveTheMachineAndGoWithTheWorkspace() {
        taowa.up(project.toString(), "--ide", "none", "--recreate");
        assertThat(sh("docker image inspect -f ok box:1")).isEqualTo("ok");

        taowa.remove("nested");

        assertThat(Machine.onEngine(taowa.stateId())).isEmpty();
    }
}
