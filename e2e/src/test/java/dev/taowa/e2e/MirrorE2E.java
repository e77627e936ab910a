package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Engines in two workspaces pull one image, of which a registry on this machine is told to be Docker Hub. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MirrorE2E {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Taowa fresh = Taowa.fresh();
    private final ServedImage registry = ServedImage.start(
            "library/box",
            "1",
            Path.of(Testbed.kubernetes()).resolve("images/busybox.tar"),
            fresh.folder().resolve("image"));
    private final Taowa taowa = fresh.with(Map.of("TAOWA_MIRRORED_REGISTRIES", "docker.io=" + registry.host()));
    private final Cluster cluster = new Cluster(taowa, "two");

    @BeforeAll
    void up() {
        var one = taowa.folder().resolve("one");
        Folders.write(
                one.resolve(".devcontainer.json"), "{\"features\": {\"taowa/docker\": {}, \"taowa/podman\": {}}}");
        taowa.up(one.toString(), "--ide", "none");
        cluster.up("");
    }

    @AfterAll
    void close() {
        taowa.close();
        registry.close();
    }

    @Test
    @Order(1)
    void threeEnginesOfTwoWorkspacesMoveItOverTheWireOnce() {
        assertThat(taowa.sh("one", "docker run --quiet --rm box:1 echo docker")).isEqualTo("docker");
        assertThat(taowa.sh("one", "sudo podman run --quiet --rm docker.io/library/box:1 echo podman"))
                .isEqualTo("podman");
        cluster.sh("kubectl run box --image box:1 --restart Never -- echo pod");
        cluster.becomes("the pod has run", "kubectl logs box", "pod");

        assertThat(registry.pulls()).isOne();
    }

    @Test
    @Order(2)
    void whatIsNowhereIsSaidByTheEngineItself() {
        var pull = taowa.exec("one", "docker", "pull", "absent:1");

        assertThat(pull.status()).isNotZero();
        assertThat(pull.err()).isNotBlank();
    }

    @Test
    @Order(2)
    void nobodyInsideCanWriteToIt() {
        assertThat(
                        taowa.sh(
                                "one",
                                "curl -s -o /dev/null -w '%{http_code}' -X PUT http://127.0.0.1:28999/v2/library/box/manifests/1"))
                .isEqualTo("405");
        assertThat(taowa.exec("one", "sudo", "touch", "/opt/taowa/mirror/mine").status())
                .isNotZero();
        assertThat(taowa.exec("one", "sudo", "rm", "/opt/taowa/mirror/mirror.sock")
                        .status())
                .isNotZero();
    }

    @Test
    @Order(2)
    void itIsNoneOfTheWorkspacesPorts() {
        assertThat(taowa.run("ports", "one").orFail().out()).doesNotContain("28999");
    }

    @Test
    @Order(3)
    void theNextServerGivesWhatTheLastOneKept() {
        var server = taowa.server().orElseThrow().path("pid").asLong();
        Programs.asRoot("kill", "-KILL", Long.toString(server)).orFail();
        Await.until("the server is gone", LIMIT, () -> taowa.server().isEmpty());
        taowa.run("ls").orFail();

        taowa.sh("one", "docker rmi box:1 && docker pull --quiet box:1");

        assertThat(registry.pulls()).isOne();
    }
}
