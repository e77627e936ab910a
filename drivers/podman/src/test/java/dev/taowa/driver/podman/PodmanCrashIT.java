package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.driver.Driver;
import dev.taowa.driver.SamplePlans;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodmanCrashIT {

    private static TestHost host;

    @BeforeAll
    static void open() {
        host = new TestHost();
    }

    @AfterAll
    static void close() {
        host.close();
    }

    private static WorkspacePlan plan() {
        var mounts = List.<Mount>of(new Mount.Volume("home", "/home/dev", false));
        var plan = SamplePlans.withMounts(host.machine.image().tag(), mounts);
        return SamplePlans.with(plan, TestHost.sshFiles(), Set.of());
    }

    /** The engine is killed so many milliseconds after a start began, wherever it then is. */
    @ParameterizedTest
    @ValueSource(ints = {50, 200, 400, 500, 600, 700, 800, 1000})
    void engineKilledDuringAStartHeals(int milliseconds) throws Exception {
        var plan = plan();
        var starting = CompletableFuture.supplyAsync(() -> host.driver.start(plan, _ -> {}));
        LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
        host.engine().ifPresent(ProcessHandle::destroyForcibly);

        var workspace = starting.get(2, TimeUnit.MINUTES);

        assertThat(workspace.state()).isInstanceOf(WorkspaceState.Running.class);
        host.awaitBooted(plan.id());
        assertThat(host.inside(plan.id(), "systemctl", "is-system-running").output())
                .isEqualTo("running");
        host.driver.remove(plan.id(), false, _ -> {});
        assertThat(host.driver.find(plan.id())).isEmpty();
        for (var monitor : monitors(plan.id())) {
            assertThat(monitor.onExit()).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    /** The processes that watch containers of the workspace, whether or not the engine knows of these. */
    private static List<ProcessHandle> monitors(WorkspaceId id) {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info().commandLine().orElse("").contains(" -n %s ".formatted(Names.container(id))))
                .toList();
    }

    @Test
    void workspacesOutliveTheEngineAndAreToldOfAgain() throws Exception {
        var plan = plan();
        var before = host.driver.start(plan, _ -> {});
        var told = new LinkedBlockingQueue<Driver.StateChange>();
        try (var watch = host.driver.watch(told::add)) {
            assertThat(watch).isNotNull();
            assertThat(told.poll(30, TimeUnit.SECONDS)).isNotNull();
            host.engine().orElseThrow().destroyForcibly();

            var again = told.poll(30, TimeUnit.SECONDS);
            while (again != null && !again.id().equals(plan.id())) {
                again = told.poll(30, TimeUnit.SECONDS);
            }
            assertThat(again).isNotNull();
        }
        assertThat(host.driver.find(plan.id())).contains(before);
    }

    @Test
    void twoStartsAtOnceEndInOneWorkspace() throws Exception {
        var plan = plan();
        var first = CompletableFuture.supplyAsync(() -> host.driver.start(plan, _ -> {}));
        var second = CompletableFuture.supplyAsync(() -> host.driver.start(plan, _ -> {}));

        assertThat(first.get(2, TimeUnit.MINUTES)).isEqualTo(second.get(2, TimeUnit.MINUTES));
    }

    /** As an engine leaves them that is killed before it has noted that it made them. */
    @Test
    void portsThatNobodyKnowsOfLeadNowhere() throws Exception {
        var plan = plan();
        var other = plan();
        host.driver.start(plan, _ -> {});
        host.driver.start(other, _ -> {});
        lose(Names.network(plan.id()), "NETAVARK-DN-TAOWALOST");

        host.driver.remove(plan.id(), false, _ -> {});

        assertThat(TestHost.run(List.of("iptables-save", "-t", "nat")).output())
                .doesNotContain(Names.network(plan.id()), "TAOWALOST")
                .contains(Names.network(other.id()));
    }

    private static void lose(String network, String chain) {
        var comment = "dnat name: %s id: lost".formatted(network);
        for (var rule : List.of(
                List.of("-N", chain),
                List.of("-A", chain, "-p", "tcp", "--dport", "9", "-j", "DNAT", "--to-destination", "192.0.2.1:22"),
                List.of(
                        "-A",
                        "NETAVARK-HOSTPORT-DNAT",
                        "-p",
                        "tcp",
                        "--dport",
                        "9",
                        "-m",
                        "comment",
                        "--comment",
                        comment,
                        "-j",
                        chain))) {
            var argv = new ArrayList<>(List.of("iptables", "--wait", "-t", "nat"));
            argv.addAll(rule);
            assertThat(TestHost.run(argv)).extracting(TestHost.Ran::status).isEqualTo(0);
        }
    }

    /** As an engine leaves it that is killed while it joins a machine to the network. */
    @Test
    void anEndThatNobodyKnowsOfKeepsNoBridge() throws Exception {
        var plan = plan();
        host.driver.start(plan, _ -> {});
        var bridge = Names.bridge(plan.id());
        assertThat(TestHost.run("ip", "link", "add", "taowa-lost", "type", "veth", "peer", "name", "taowa-lost-too"))
                .extracting(TestHost.Ran::status)
                .isEqualTo(0);
        assertThat(TestHost.run("ip", "link", "set", "taowa-lost", "master", bridge))
                .extracting(TestHost.Ran::status)
                .isEqualTo(0);

        host.driver.remove(plan.id(), false, _ -> {});

        assertThat(Path.of("/sys/class/net", bridge)).doesNotExist();
        assertThat(Path.of("/sys/class/net/taowa-lost")).doesNotExist();
    }
}
