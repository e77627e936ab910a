package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.driver.SamplePlans;
import dev.taowa.workspace.NetworkAllowance;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PodmanNetworkIT {

    private static TestHost host;

    @BeforeAll
    static void open() {
        host = new TestHost();
    }

    @AfterAll
    static void close() {
        host.close();
    }

    private static WorkspaceId started(Set<NetworkAllowance> allowances) {
        var plan = SamplePlans.with(SamplePlans.minimal(host.machine.image().tag()), TestHost.sshFiles(), allowances);
        host.driver.start(plan, _ -> {});
        return plan.id();
    }

    private static boolean reaches(WorkspaceId from, String address, int port) {
        return host.inside(from, "timeout", "3", "bash", "-c", "exec 3<>\"/dev/tcp/$0/$1\"", address, "" + port)
                        .status()
                == 0;
    }

    private static String address(WorkspaceId id) {
        var format = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
        return TestHost.run("podman", "inspect", "--format", format, Names.container(id))
                .output();
    }

    private static String gateway(WorkspaceId id) {
        var format = "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}";
        return TestHost.run("podman", "inspect", "--format", format, Names.container(id))
                .output();
    }

    @Test
    void reachesNeitherItsNeighboursNorTheHost() throws IOException {
        var first = started(Set.of());
        var second = started(Set.of());
        var friend = started(Set.of(NetworkAllowance.HOST, NetworkAllowance.WORKSPACES));
        TestHost.await(() -> host.driver.listening(second).contains(22));

        try (var service = new ServerSocket(0)) {
            var port = service.getLocalPort();
            assertThat(reaches(second, address(second), 22)).as("itself").isTrue();
            assertThat(reaches(first, address(second), 22)).isFalse();
            assertThat(reaches(first, gateway(first), port)).isFalse();
            assertThat(reaches(first, gateway(second), port)).isFalse();
            assertThat(reaches(first, "169.254.169.254", 80)).isFalse();
            assertThat(reaches(friend, address(second), 22)).isTrue();
            assertThat(reaches(friend, gateway(friend), port)).isTrue();
        }
    }

    @Test
    void metadataAddressIsCutOffEvenWhereTheHostRoutesIt() throws IOException {
        var alone = started(Set.of());
        var allowed = started(Set.of(NetworkAllowance.METADATA, NetworkAllowance.HOST));
        TestHost.run("ip", "address", "add", "169.254.169.254/32", "dev", "lo");
        try (var service = new ServerSocket(0)) {
            assertThat(reaches(alone, "169.254.169.254", service.getLocalPort()))
                    .isFalse();
            assertThat(reaches(allowed, "169.254.169.254", service.getLocalPort()))
                    .isTrue();
        } finally {
            TestHost.run("ip", "address", "del", "169.254.169.254/32", "dev", "lo");
        }
    }

    @Test
    void allowancesGoWithTheWorkspace() {
        var id = started(Set.of(NetworkAllowance.HOST));
        assertThat(TestHost.run("nft", "list", "table", "inet", "taowa").output())
                .contains(Names.bridge(id));

        host.driver.remove(id, false, _ -> {});

        assertThat(TestHost.run("nft", "list", "table", "inet", "taowa").output())
                .doesNotContain(Names.bridge(id));
    }
}
