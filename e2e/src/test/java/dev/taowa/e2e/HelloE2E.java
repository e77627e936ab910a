package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The README's main job: a folder becomes a machine of one's own, and stays it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelloE2E {

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("hello");
    private JsonNode view = Taowa.parse("{}");

    @BeforeAll
    void up() {
        Folders.copy(Taowa.HOME.resolve("examples/hello"), project);
        view = taowa.up(project.toString());
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    @Test
    void upTellsEverythingAboutTheWorkspace() {
        assertThat(view.path("name").asText()).isEqualTo("hello");
        assertThat(view.path("state").asText()).isEqualTo("running");
        assertThat(view.path("host").asText()).isEqualTo("local");
        assertThat(view.path("tier").asText()).isEqualTo("userns");
        assertThat(view.path("source").asText()).isEqualTo(project.toString());
        assertThat(view.path("folder").asText()).isEqualTo("/workspaces/hello");
        assertThat(view.path("user").asText()).isEqualTo("dev");
        assertThat(view.path("ssh").path("port").asInt()).isPositive();
        assertThat(view.path("ssh").path("command").asText()).contains("ssh").contains("hello");
        assertThat(view.path("ide").path("url").asText()).contains("ide--hello.taowa.localhost");
        assertThat(view.path("phases"))
                .isNotEmpty()
                .allSatisfy(phase -> assertThat(phase.path("outcome").asText()).isIn("done", "unchanged"));
        assertThat(view.path("ports")).anySatisfy(port -> {
            assertThat(port.path("port").asInt()).isEqualTo(8080);
            assertThat(port.path("label").asText()).isEqualTo("Hello page");
            assertThat(port.path("url").asText()).contains("8080--hello.taowa.localhost");
        });
    }

    @Test
    void thePageOpensAtItsOwnUrl() {
        var link = Web.link(taowa, "hello", "8080");
        var cookie = Web.cookie(link);

        var page = Web.get(Web.origin(link), cookie);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Hello from your workspace");

        var facts =
                Taowa.parse(Web.get(Web.origin(link).resolve("/facts"), cookie).body());
        assertThat(facts.path("First process").asText()).isEqualTo("systemd");
        assertThat(facts.path("systemd says").asText()).isEqualTo("running");
        assertThat(facts.path("Machine").asText()).isEqualTo("hello");
    }

    @Test
    void theMachineBootsWithoutAFailedUnit() {
        assertThat(taowa.sh("hello", "systemctl is-system-running --wait")).isEqualTo("running");
        assertThat(taowa.sh("hello", "systemctl list-units --failed --no-legend"))
                .isEmpty();
    }

    @Test
    void aUserEnablesAUnitOfTheirOwn() {
        taowa.sh("hello", """
                printf '[Service]\\nExecStart=/usr/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' |
                    sudo tee /etc/systemd/system/mine.service > /dev/null
                sudo systemctl daemon-reload
                sudo systemctl enable --now mine
                """);

        assertThat(taowa.sh("hello", "systemctl is-active mine")).isEqualTo("active");
        assertThat(taowa.sh("hello", "systemctl is-enabled mine")).isEqualTo("enabled");
    }

    @Test
    void execKeepsStatusStreamsArgumentsAndBytes() {
        var ended = taowa.exec("hello", "sh", "-c", "echo out; echo err >&2; exit 7");
        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.out()).isEqualTo("out\n");
        assertThat(ended.err()).isEqualTo("err\n");

        assertThat(taowa.exec("hello", "printf", "%s|", "a b", "$(id)", "'\"", "", "*")
                        .out())
                .isEqualTo("a b|$(id)|'\"||*|");

        var bytes = new byte[256 * 256];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        assertThat(taowa.feed(bytes, "exec", "hello", "--", "cat").bytes()).isEqualTo(bytes);
        assertThat(taowa.run("ssh", "hello", "--", "sh", "-c", "exit 9").status())
                .isEqualTo(9);
    }

    @Test
    void filesBelongToTheRightUserOnBothSides() throws IOException {
        var outside = Files.getAttribute(project, "unix:uid");
        Files.writeString(project.resolve("made-outside"), "o");
        taowa.sh(
                "hello",
                "cd /workspaces/hello && touch made-inside && mkdir folder-inside && echo more >> made-outside");

        assertThat(taowa.sh("hello", "stat -c '%U %G' /workspaces/hello/made-outside /workspaces/hello"))
                .isEqualTo("dev dev\ndev dev");
        assertThat(Files.getAttribute(project.resolve("made-inside"), "unix:uid"))
                .isEqualTo(outside);
        assertThat(Files.getAttribute(project.resolve("folder-inside"), "unix:uid"))
                .isEqualTo(outside);
        assertThat(project.resolve("made-outside")).hasContent("omore");
    }

    @Test
    void rootInsideIsNobodyOutside() {
        var map = taowa.sh("hello", "cat /proc/self/uid_map").strip().split("\\s+", -1);

        assertThat(Long.parseLong(map[1])).isGreaterThanOrEqualTo(100_000);
        assertThat(taowa.exec("hello", "sudo", "sh", "-c", "echo 1 > /proc/sys/kernel/sysrq")
                        .status())
                .isNotZero();
        assertThat(taowa.exec("hello", "sudo", "sh", "-c", "mknod /tmp/disk b 254 0 && head -c 1 /tmp/disk")
                        .status())
                .isNotZero();
    }

    @Test
    void copiesFilesAndFoldersBothWays() throws IOException {
        var folder = taowa.folder().resolve("to copy");
        Folders.write(folder.resolve("sub/a file"), "text");

        taowa.run("cp", folder.toString(), "hello:/home/dev/").orFail();
        assertThat(taowa.sh("hello", "cat '/home/dev/to copy/sub/a file'")).isEqualTo("text");

        var back = taowa.folder().resolve("back");
        Files.createDirectories(back);
        taowa.run("cp", "hello:/home/dev/to copy/sub/a file", back.toString()).orFail();
        assertThat(back.resolve("a file")).hasContent("text");
    }

    @Test
    void listingsAgree() {
        assertThat(taowa.list()).singleElement().satisfies(one -> {
            assertThat(one.path("name").asText()).isEqualTo("hello");
            assertThat(one.path("state").asText()).isEqualTo("running");
        });
        assertThat(taowa.run("ls").orFail().out()).contains("hello").contains("running");
        assertThat(taowa.show("hello").path("id")).isEqualTo(view.path("id"));
        var ports = StreamSupport.stream(taowa.json("ports", "hello", "--json").spliterator(), false);
        assertThat(ports).anySatisfy(port -> {
            assertThat(port.path("port").asInt()).isEqualTo(8080);
            assertThat(port.path("origin").asText()).contains("python");
        });
        assertThat(taowa.json("stats", "hello", "--json")).isNotEmpty();
        assertThat(taowa.run("stats", "hello").orFail().out()).isNotBlank();
        assertThat(taowa.run("logs", "hello").orFail().out()).contains("hello.service");
    }

    @Test
    @Order(Integer.MAX_VALUE - 2)
    void aSecondUpChangesNothing() {
        var before = Machine.containers(taowa.stateId());

        assertThat(taowa.up(project.toString()).path("id")).isEqualTo(view.path("id"));

        assertThat(Machine.containers(taowa.stateId())).isEqualTo(before);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void stopAndStartKeepHomeSystemAndSources() {
        taowa.sh(
                "hello",
                "echo home > ~/kept; sudo sh -c 'echo docker > /var/lib/docker/kept'; echo src > /workspaces/hello/kept");

        taowa.run("stop", "hello").orFail();
        assertThat(taowa.status("hello")).isEqualTo("stopped");
        assertThat(taowa.exec("hello", "true").status()).isEqualTo(2);
        taowa.run("stop", "hello").orFail();
        taowa.run("start", "hello").orFail();

        assertKept();
        taowa.run("restart", "hello").orFail();
        assertKept();
        assertThat(Web.get(Web.origin(Web.link(taowa, "hello", "8080")), Web.cookie(Web.link(taowa, "hello", "8080")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void rebuildKeepsHomeAndSourcesInANewSystem() {
        taowa.sh(
                "hello",
                "echo home > ~/kept; sudo sh -c 'echo docker > /var/lib/docker/kept'; echo src > /workspaces/hello/kept");
        taowa.exec("hello", "sudo", "touch", "/etc/of-the-old-system").orFail();

        taowa.run("rebuild", "hello").orFail();

        assertKept();
        assertThat(taowa.exec("hello", "test", "-e", "/etc/of-the-old-system").status())
                .isEqualTo(1);
        assertThat(taowa.sh("hello", "systemctl is-active hello")).isEqualTo("active");
    }

    private void assertKept() {
        assertThat(taowa.sh("hello", "cat ~/kept; sudo cat /var/lib/docker/kept; cat /workspaces/hello/kept"))
                .isEqualTo("home\ndocker\nsrc");
        assertThat(taowa.sh("hello", "stat -c %U ~ ~/kept")).isEqualTo("dev\ndev");
    }
}
