package dev.taowa.driver.podman.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcTextTest {

    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max processes             96364                96364                processes
            Max open files            1024                 20000                files
            """;

    @Test
    void readsHardLimits() {
        assertThat(ProcText.hardLimit(LIMITS, "Max open files")).isEqualTo(20000);
        assertThat(ProcText.hardLimit(LIMITS, "Max cpu time")).isEqualTo(ProcText.UNLIMITED);
        assertThat(ProcText.hardLimit("", "Max open files")).isEqualTo(ProcText.UNLIMITED);
    }

    @Test
    void namesTheBoundingCapabilities() {
        var names = ProcText.boundingCapabilities("CapEff:\t0000000000000000\nCapBnd:\t000001fffeffffff\n");

        assertThat(names).hasSize(40).contains("CAP_SYS_ADMIN", "CAP_CHECKPOINT_RESTORE");
        assertThat(names).doesNotContain("CAP_SYS_RESOURCE");
        assertThat(ProcText.boundingCapabilities("CapBnd:\t000001ffffffffff\n")).isEqualTo(ProcText.allCapabilities());
        assertThat(ProcText.boundingCapabilities("")).isEmpty();
    }

    @Test
    void readsControllersOfTheFirstVersion() {
        var cgroup = """
                9:name=systemd:/
                8:pids:/
                4:memory:/a:b
                2:cpu,cpuacct:/
                0::/
                """;

        assertThat(ProcText.firstVersionControllers(cgroup)).containsExactly("cpu", "cpuacct", "memory", "pids");
        assertThat(ProcText.firstVersionControllers("0::/init.scope\n")).isEmpty();
        assertThat(ProcText.words("cpuset cpu io\n")).containsExactly("cpu", "cpuset", "io");
    }

    @Test
    void readsIdRanges() {
        assertThat(ProcText.idMap("         0          0 4294967295\n"))
                .containsExactly(new IdRange(0, 4_294_967_295L));
        assertThat(ProcText.subordinateIds("dev:100000:65536\n# no\ncontainers:1000000000:1048576\n"))
                .containsExactly(new IdRange(100_000, 65_536), new IdRange(1_000_000_000, 1_048_576));
        assertThat(new IdRange(0, 10).overlaps(new IdRange(9, 1))).isTrue();
        assertThat(new IdRange(0, 10).overlaps(new IdRange(10, 1))).isFalse();
        assertThat(new IdRange(0, 10).contains(new IdRange(5, 6))).isFalse();
    }

    @Test
    void readsMemoryStorageAndVersions() {
        assertThat(ProcText.memoryBytes("MemTotal:  8 kB\nMemAvailable:    4 kB\n", "MemAvailable"))
                .isEqualTo(4096);
        assertThat(ProcText.graphRoot("[storage]\n# graphroot = \"/no\"\ngraphroot = \"/data/c\"\n"))
                .contains("/data/c");
        assertThat(ProcText.graphRoot("[storage]\n")).isEmpty();
        assertThat(Version.parse("nftables v1.0.6 (Lester Gooch #5)")).contains(new Version(1, 0, 6));
        assertThat(Version.parse("6.18.44-fc-v782")).contains(new Version(6, 18, 44));
        assertThat(new Version(4, 3, 1).atLeast(4, 3)).isTrue();
        assertThat(new Version(5, 9, 99).atLeast(5, 12)).isFalse();
        assertThat(Version.parse("none")).isEmpty();
    }
}
