package dev.taowa.driver.podman.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taowa.driver.podman.root.HostMount;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.Capability;
import dev.taowa.host.Capability.Verdict;
import dev.taowa.host.Tier;
import dev.taowa.workspace.WorkspaceId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HostProbeIT {

    private Root root;

    @BeforeEach
    void openRoot() throws Exception {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("runs as root")
                .isEqualTo(0);
        root = Root.obtain(WorkspaceId.random().value());
    }

    @AfterEach
    void leaveNothing() {
        if (root != null) {
            root.close();
            root.delete(root.runFolder());
        }
    }

    @Test
    void thisHostIsFitAndEveryLineIsComplete() throws Exception {
        var before = HostMount.list();

        var report = new HostProbe(root, Path.of(System.getProperty("user.home"))).probe("local");

        assertThat(report.tier()).contains(Tier.USERNS);
        assertThat(report.capabilities())
                .extracting(Capability::id)
                .doesNotHaveDuplicates()
                .contains("cgroup-version", "cgroup-delegation", "user-namespaces", "id-ranges", "overlay")
                .contains("idmapped-storage", "idmapped-folders", "open-files", "processes", "fuse", "kernel")
                .contains("podman", "runtime", "netavark", "nftables", "disk", "memory", "time-sync", "capabilities");
        assertThat(report.capabilities()).allSatisfy(line -> {
            assertThat(line.found()).isNotBlank();
            assertThat(line.fix().isEmpty()).isEqualTo(line.verdict() == Verdict.GOOD);
        });
        assertThat(HostMount.list()).containsExactlyElementsOf(before);
        assertThat(Path.of("/var/lib/taowa/probe-" + root.runFolder().getFileName()))
                .doesNotExist();
    }

    @Test
    void factsAreThoseOfRootsProcesses() {
        var facts = HostFacts.of(root);

        assertThat(facts.cgroups()).isNotEqualTo(CgroupMode.NONE);
        assertThat(facts.capabilities()).contains("CAP_SYS_ADMIN");
        assertThat(facts.ids().count()).isGreaterThan(65_536);
        assertThat(facts.kernel().atLeast(5, 12)).isTrue();
        assertThat(facts.delegatesByItself()).isEqualTo(facts.cgroups() == CgroupMode.V2);
    }
}
