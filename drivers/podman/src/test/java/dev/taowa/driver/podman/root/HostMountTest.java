package dev.taowa.driver.podman.root;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HostMountTest {

    @Test
    void readsTargetsOptionsAndFileSystems() {
        var mounts = HostMount.parse("""
                22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
                30 22 254:0 /home/a /run/taowa/x/0 rw,relatime,idmapped - ext4 /dev/vda rw
                31 22 0:5 / /with\\040blank\\134and\\303\\251 ro master:3 propagate_from:2 - tmpfs none rw
                garbage
                """);

        assertThat(mounts).hasSize(3);
        assertThat(mounts.get(0).mapped()).isFalse();
        assertThat(mounts.get(1).mapped()).isTrue();
        assertThat(mounts.get(1).target()).isEqualTo(Path.of("/run/taowa/x/0"));
        assertThat(mounts.get(2))
                .isEqualTo(new HostMount(Path.of("/with blank\\andé"), Set.of("ro"), "tmpfs", "none", Set.of("rw")));
    }
}
