package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.driver.SamplePlans;
import dev.taowa.driver.podman.probe.CgroupMode;
import dev.taowa.driver.podman.probe.HostFacts;
import dev.taowa.driver.podman.probe.IdRange;
import dev.taowa.driver.podman.probe.Version;
import dev.taowa.driver.podman.root.FileOwner;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspacePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the engine is asked for, on hosts of each kind; {@code -Dgolden.write=true} writes the files anew. */
class RecipeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Mount.Folder FOLDER = new Mount.Folder(Path.of("/home/me/app"), "/workspaces/app", false);
    private static final List<Mount> MOUNTS = List.of(
            FOLDER,
            new Mount.Shared(Path.of("/var/lib/taowa/web-ide/1"), "/opt/taowa/web-ide"),
            new Mount.Volume("home", "/home/dev", false),
            new Mount.Memory("/scratch"));
    private static final Limits LIMITS = new Limits(
            OptionalDouble.of(1.5),
            Optional.of(new ByteSize(1L << 30)),
            Optional.of(new ByteSize(20L << 30)),
            OptionalLong.of(500));

    private static HostFacts host(CgroupMode cgroups, boolean limitsDisk) {
        return new HostFacts(
                cgroups,
                Set.of("cpu", "memory", "pids"),
                cgroups == CgroupMode.V2 ? "crun" : "runc",
                524_288,
                96_364,
                Set.of("CAP_SYS_ADMIN", "CAP_NET_ADMIN"),
                Set.of(Path.of("/dev/fuse"), Path.of("/dev/net/tun")),
                new IdRange(0, 1L << 32),
                new Version(6, 1, 0),
                Path.of("/var/lib/containers/storage"),
                limitsDisk);
    }

    private static WorkspacePlan plan(List<Mount> mounts, Limits limits) {
        return SamplePlans.of(new WorkspaceId("0123456789ab"), new ImageTag("base:1"), mounts, limits, "plan1");
    }

    private static ObjectNode container(HostFacts host, WorkspacePlan plan, WorkspaceIds ids) {
        return new Recipe(host, 8192, "abcdef012345").container(plan, ids, Map.of(FOLDER, Path.of("/run/taowa/m/0")));
    }

    private static void check(String name, ObjectNode container) throws IOException {
        var file = Path.of("src", "test", "resources", "golden", name + ".json");
        var shown = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(container) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, shown);
        }
        // Labels and variables have no order.
        assertThat(JSON.readTree(shown)).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    @Test
    void onVersion2ThePodmanOfTheHostDelegates() throws IOException {
        check("container-v2", container(host(CgroupMode.V2, true), plan(MOUNTS, LIMITS), WorkspaceIds.ofIndex(3)));
    }

    @Test
    void onHybridOurHookDelegates() throws IOException {
        check(
                "container-hybrid",
                container(host(CgroupMode.HYBRID, false), plan(MOUNTS, LIMITS), WorkspaceIds.ofIndex(0)));
    }

    @Test
    void aPinnedOwnerIsTheLoginUserInside() {
        var pinned = WorkspaceIds.ofIndex(0).pinnedTo(new FileOwner(1000, 100));

        var map = container(host(CgroupMode.V2, false), plan(List.of(), Limits.NONE), pinned)
                .path("idmappings")
                .path("UIDMap");

        assertThat(map).hasSize(3);
        assertThat(map.get(1).toString()).isEqualTo("{\"container_id\":1000,\"host_id\":1000,\"size\":1}");
    }

    @Test
    void withoutLimitsOnlyProcessesAreBounded() {
        var made = container(host(CgroupMode.V2, true), plan(List.of(), Limits.NONE), WorkspaceIds.ofIndex(0));

        assertThat(made.path("resource_limits").toString()).isEqualTo("{\"pids\":{\"limit\":8192}}");
        assertThat(made.has("storage_opts")).isFalse();
    }
}
