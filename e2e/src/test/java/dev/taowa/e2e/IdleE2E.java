package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code idle.stopAfterMinutes}: a workspace that nobody uses stops by itself, and one in use does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IdleE2E {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String DEFINITION =
            "{\"customizations\": {\"taowa\": {\"idle\": {\"stopAfterMinutes\": %d}}}}";

    /** One look of the unit's program, with a mark of its own: whether it finds the machine used. */
    private static final String LOOK = """
            mkdir -p /run/look && touch -d @1000 /run/look/used
            RUNTIME_DIRECTORY=/run/look /usr/local/lib/taowa/taowa-idle 999999999999
            stat -c %Y /run/look/used
            """;

    /** The same units, looking each second, with three seconds for the minutes; until the next boot. */
    private static final String FASTER = """
            set -e
            units=/run/systemd/system
            mkdir -p $units/taowa-idle.timer.d $units/taowa-idle.service.d
            printf '[Timer]\\nOnActiveSec=\\nOnUnitInactiveSec=\\nOnActiveSec=1s\\nOnUnitInactiveSec=1s\\n' \
                > $units/taowa-idle.timer.d/test.conf
            printf '[Service]\\nExecStart=\\nExecStart=/usr/local/lib/taowa/taowa-idle 3\\n' \
                > $units/taowa-idle.service.d/test.conf
            systemctl daemon-reload
            systemctl restart taowa-idle.timer
            """;

    /** Answers once, closes, and says no word of the length, as the simplest programs do. */
    private static final String SHORT = """
            use IO::Socket::INET;
            my $all = IO::Socket::INET->new(Listen => 5, LocalAddr => "127.0.0.1:9001", ReuseAddr => 1) or die;
            while (my $one = $all->accept) { sysread $one, my $asked, 9999; print $one "HTTP/1.0 200 OK\\r\\n\\r\\nshort"; }
            """;

    /** A program of the machine that is connected to itself. */
    private static final String ITSELF = """
            use IO::Socket::INET;
            my $all = IO::Socket::INET->new(Listen => 5, LocalAddr => "127.0.0.1:9002", ReuseAddr => 1) or die;
            my $one = IO::Socket::INET->new("127.0.0.1:9002") or die;
            sleep;
            """;

    private final Taowa taowa = Taowa.fresh();
    private Path project = taowa.folder();

    @BeforeAll
    void up() {
        project = Folders.project(taowa.folder(), "idle", DEFINITION.formatted(30));
        taowa.up(project.toString());
        Folders.write(project.resolve("short.pl"), SHORT);
        Folders.write(project.resolve("itself.pl"), ITSELF);
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    /** Runs as root in the machine, without coming in by any connection. */
    private String inside(String script) {
        var pid = Machine.pidOf(taowa.stateId(), taowa.show("idle").path("id").asText());
        return Programs.asRoot("nsenter", "--target", pid, "--all", "sh", "-c", script)
                .orFail()
                .line();
    }

    private boolean isUsed() {
        return !inside(LOOK).equals("1000");
    }

    private void awaitUnused() {
        Await.until("nobody uses it", LIMIT, () -> !isUsed());
    }

    private void service(String name, String command) {
        inside("systemd-run --quiet --collect --unit=%s %s".formatted(name, command));
    }

    @Test
    @Order(1)
    void anSshSessionIsUse() {
        try (var session = taowa.start("exec", "idle", "--", "sh", "-c", "echo here; sleep 600")) {
            assertThat(session.awaitLine(LIMIT, "here"::equals)).isTrue();
            assertThat(isUsed()).isTrue();
        }
        awaitUnused();
    }

    @Test
    @Order(2)
    void aPageIsUse() {
        var link = Web.link(taowa, "idle", "ide");
        assertThat(Web.get(Web.origin(link), Web.cookie(link)).statusCode()).isLessThan(400);

        assertThat(isUsed()).isTrue();
        awaitUnused();
    }

    @Test
    @Order(3)
    void aRequestIsUseHoweverShort() {
        service("short", "perl /workspaces/idle/short.pl");
        Await.until("it listens", LIMIT, () -> inside("ss -Hltn sport = :9001").contains("9001"));
        awaitUnused();
        var link = Web.link(taowa, "idle", "9001");
        assertThat(Web.get(Web.origin(link), Web.cookie(link)).body()).isEqualTo("short");

        assertThat(isUsed()).isTrue();
        awaitUnused();
    }

    @Test
    @Order(4)
    void whatRunsInsideIsUseWhereItSaysSo() {
        service("itself", "perl /workspaces/idle/itself.pl");
        Await.until(
                "connected",
                LIMIT,
                () -> inside("ss -Htn state established sport = :9002").contains("9002"));
        assertThat(isUsed()).as("a program with itself").isFalse();

        service("busy", "systemd-inhibit --what=idle sleep 600");
        Await.until("an inhibitor", LIMIT, this::isUsed);
        inside("systemctl stop busy");
        awaitUnused();

        inside("mkdir -p /run/taowa/running/one");
        service("command", "flock /run/taowa/running/one/lock sleep 600");
        Await.until("a lifecycle command", LIMIT, this::isUsed);
        inside("systemctl stop command");
        assertThat(isUsed()).as("one that was killed").isFalse();
    }

    @Test
    @Order(5)
    void inUseItRunsAndUnusedItStopsAndComesBack() {
        taowa.sh("idle", "echo kept > ~/file");
        try (var session = taowa.start("ssh", "idle", "--", "sh", "-c", "echo here; sleep 600")) {
            assertThat(session.awaitLine(LIMIT, "here"::equals)).isTrue();
            inside(FASTER);
            var begun = Long.parseLong(inside("date +%s"));
            Await.until("looked at for long enough", LIMIT, () -> lastUse() >= begun + 6);
            assertThat(taowa.status("idle")).isEqualTo("running");
        }

        Await.until("it stops", LIMIT, () -> taowa.status("idle").equals("stopped"));
        taowa.run("start", "idle").orFail();
        assertThat(taowa.sh("idle", "cat ~/file; systemctl is-active taowa-idle.timer"))
                .isEqualTo("kept\nactive");
    }

    private long lastUse() {
        return Long.parseLong(inside("stat -c %Y /run/taowa-idle/used"));
    }

    @Test
    @Order(6)
    void zeroMeansNever() {
        Folders.write(project.resolve(".devcontainer/devcontainer.json"), DEFINITION.formatted(0));
        taowa.up(project.toString());

        assertThat(taowa.sh("idle", "systemctl list-unit-files --no-legend 'taowa-idle*' | wc -l"))
                .isEqualTo("0");
    }
}
