package dev.taowa.e2e;

import static dev.taowa.e2e.GitSourceE2E.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a workspace cannot reach, cannot exceed, and what is said when it ends. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationE2E {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Taowa taowa = Taowa.fresh();

    /** Says whether one more inotify instance can be had; inotify_init1(2) by its number on this kind of machine. */
    private static final String WATCH = "print syscall(294, 0) < 0 ? 'none' : 'one'";

    /** Takes what there is, and keeps it in the background; returns when there is no more. */
    private static final String TAKE_ALL_WATCHES = "1 while syscall(294, 0) >= 0; exit if fork; sleep";

    /** Makes more than this kernel has, of those that count memory. */
    private static final String TAKE_ALL_GROUPS =
            "cd /sys/fs/cgroup; [ ! -d memory ] || cd memory; seq 65536 | xargs mkdir";

    /** The same of processes. */
    private static final String TAKE_ALL_PROCESSES = "while (defined(my $child = fork)) { sleep unless $child }";

    @BeforeAll
    void up() {
        taowa.up(project("one", "{\"hostRequirements\": {\"cpus\": 1, \"memory\": \"512mb\"}}"), "--ide", "none");
        taowa.up(project("two", "{}"), "--ide", "none");
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private String project(String name, String json) {
        return Folders.project(taowa.folder(), name, json).toString();
    }

    /** 0 when a TCP connection opens within two seconds. */
    private int connect(String from, String address, int port) {
        return taowa.exec(from, "timeout", "2", "bash", "-c", "exec 3<>/dev/tcp/%s/%d".formatted(address, port))
                .status();
    }

    private String address(String name) {
        return taowa.sh(name, "hostname -I").split(" ", -1)[0];
    }

    @Test
    void workspacesDoNotReachEachOther() {
        assertThat(connect("one", address("one"), 22)).isZero();
        assertThat(connect("one", address("two"), 22)).isNotZero();
        assertThat(connect("two", address("one"), 22)).isNotZero();
        taowa.exec("one", "sudo", "sh", "-c", "nft flush ruleset; iptables -F");
        assertThat(connect("one", address("two"), 22)).isNotZero();
    }

    @Test
    void theHostsServicesAreOutOfReach() throws IOException {
        var gateway = address("one").replaceAll("\\.\\d+$", ".1");
        try (var everywhere = new ServerSocket(0, 5, InetAddress.getByName("0.0.0.0"))) {
            assertThat(connect("one", gateway, everywhere.getLocalPort())).isNotZero();
        }
        var server = taowa.server().orElseThrow().path("port").asInt();
        assertThat(connect("one", gateway, server)).isNotZero();
        assertThat(connect(
                        "one",
                        gateway,
                        taowa.show("two").path("ssh").path("port").asInt()))
                .isNotZero();
    }

    @Test
    void metadataAddressesAreOutOfReach() {
        var rules = Programs.asRoot("nft", "list", "table", "inet", "taowa")
                .orFail()
                .out();

        assertThat(rules).contains("169.254.0.0/16").contains("fd00:ec2::254");
        assertThat(connect("one", "169.254.169.254", 80)).isNotZero();
    }

    @Test
    void limitsOfTheDefinitionAct() {
        var container = Machine.containers(taowa.stateId());
        assertThat(container).hasSizeGreaterThanOrEqualTo(2);
        var stats = taowa.json("stats", "one", "--json");

        assertThat(stats.toString()).contains(Long.toString(512L << 20));
        assertThat(taowa.exec("one", "sh", "-c", "head -c 700M /dev/zero | tail")
                        .status())
                .isNotZero();
        assertThat(taowa.exec("one", "true").status()).isZero();
    }

    @Test
    void whatOneTakesWithoutEndItsNeighbourStillHas() {
        taowa.up(
                project("greedy", "{\"runArgs\": [\"--memory\", \"256m\", \"--pids-limit\", \"300\"]}"),
                "--ide",
                "none");

        inBackground("greedy", TAKE_ALL_WATCHES);

        assertThat(taowa.exec("greedy", "perl", "-e", WATCH).out()).isEqualTo("none");
        assertThat(taowa.exec("two", "perl", "-e", WATCH).out()).isEqualTo("one");
        assertThat(Programs.run("perl", "-e", WATCH).out())
                .as("on this machine")
                .isEqualTo("one");

        assertThat(taowa.exec("greedy", "sudo", "sh", "-c", TAKE_ALL_GROUPS).status())
                .isNotZero();
        assertThat(taowa.exec("two", "true").status()).isZero();

        // They are its memory, for want of which it may have ended.
        taowa.run("start", "greedy").orFail();
        inBackground("greedy", TAKE_ALL_PROCESSES);

        assertThat(taowa.json("stats", "greedy", "--json").path("pids").asInt()).isBetween(200, 300);
        assertThat(taowa.exec("two", "true").status()).isZero();
        taowa.remove("greedy");
    }

    private void inBackground(String name, String perl) {
        taowa.sh(
                name,
                "sudo systemd-run --quiet --service-type=forking --property=TasksMax=infinity perl -e '%s'"
                        .formatted(perl));
    }

    @Test
    void aDefinitionMayMountNothing() {
        taowa.up(project("unmounted", "{\"workspaceMount\": \"\", \"workspaceFolder\": \"/srv\"}"), "--ide", "none");

        assertThat(taowa.sh("unmounted", "pwd; find . /workspaces -mindepth 1")).isEqualTo("/srv");
        taowa.remove("unmounted");
    }

    @Test
    void runningOutOfMemoryIsNamed() {
        var project = project(
                "hungry",
                "{\"hostRequirements\": {\"memory\": \"300mb\"}, \"postCreateCommand\": \"head -c 600M /dev/zero | tail\"}");

        assertProblem(taowa.run("up", project, "--ide", "none"), 3, "memory");

        assertThat(taowa.show("hungry").path("reason").asText()).containsIgnoringCase("memory");
        taowa.remove("hungry");
        assertThat(taowa.exec("one", "true").status())
                .as("its neighbour is left alone")
                .isZero();
    }

    @Test
    void theEndOfTheFirstProcessIsNamed() {
        taowa.up(project("dying", "{}"), "--ide", "none");
        var first =
                Machine.pidOf(taowa.stateId(), taowa.show("dying").path("id").asText());

        Programs.asRoot("kill", "-KILL", first).orFail();

        Await.until("it is seen", LIMIT, () -> !"running".equals(taowa.status("dying")));
        assertThat(taowa.show("dying").path("reason").asText()).isNotEmpty();
        taowa.run("start", "dying").orFail();
        assertThat(taowa.exec("dying", "true").status()).isZero();

        taowa.exec("dying", "sudo", "systemctl", "poweroff");
        Await.until("it is off", LIMIT, () -> "stopped".equals(taowa.status("dying")));
        taowa.remove("dying");
    }

    @Test
    void aFullDiskIsNamedAndNothingIsLost() {
        var small = taowa.folder().resolve("small");
        var root = taowa.folder().resolve("served");
        var repository = Repository.simple(root, "fat.git");
        Programs.run("sh", "-c", "head -c 48M /dev/urandom > '%s/noise'".formatted(repository.work()))
                .orFail();
        repository.commit("Fat").push("main");
        Programs.run("mkdir", small.toString()).orFail();
        Programs.asRoot("mount", "-t", "tmpfs", "-o", "size=32m,mode=0700", "taowa-e2e", small.toString())
                .orFail();
        try {
            fillTheDisk(small.resolve("state"), "file://" + root.resolve("fat.git"));
        } finally {
            Programs.asRoot("umount", "-l", small.toString());
        }
    }

    private static void fillTheDisk(Path state, String source) {
        try (var cramped = Taowa.at(state)) {
            assertProblem(cramped.run("up", source, "--ide", "none"), 3, "space");

            cramped.list().forEach(one -> assertThat(one.path("state").asText()).isIn("failed", "missing"));
            var project = Folders.project(cramped.folder(), "fits", "{}");
            cramped.up(project.toString(), "--ide", "none");
        }
    }
}
