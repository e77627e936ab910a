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
