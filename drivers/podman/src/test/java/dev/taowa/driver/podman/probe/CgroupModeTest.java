package dev.taowa.driver.podman.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.driver.podman.root.HostMount;
import org.junit.jupiter.api.Test;

/** Mount tables as recorded on hosts of each kind. */
final class CgroupModeTest {

    private static final String HYBRID = """
            32 24 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            33 32 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
            40 32 0:36 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
            41 32 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;
    private static final String FIRST = """
            32 24 0:28 / /sys/fs/cgroup ro,nosuid shared:9 - tmpfs tmpfs ro,mode=755
            33 32 0:29 / /sys/fs/cgroup/cpu,cpuacct rw shared:15 - cgroup cgroup rw,cpu,cpuacct
            """;
    private static final String SECOND = """
            26 24 0:27 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate
            """;

    @Test
    void tellsTheKindsApart() {
        assertThat(CgroupMode.of(HostMount.parse(HYBRID))).isEqualTo(CgroupMode.HYBRID);
        assertThat(CgroupMode.of(HostMount.parse(FIRST))).isEqualTo(CgroupMode.V1);
        assertThat(CgroupMode.of(HostMount.parse(SECOND))).isEqualTo(CgroupMode.V2);
        assertThat(CgroupMode.of(HostMount.parse(""))).isEqualTo(CgroupMode.NONE);
    }
}
