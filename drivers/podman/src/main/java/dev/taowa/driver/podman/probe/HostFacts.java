package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.HostMount;
import dev.taowa.driver.podman.root.Root;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What decides how this host's workspaces are made; quick to read, and as root's processes see it.
 *
 * @param controllers control group controllers that can limit something, such as {@code memory}
 * @param runtime the OCI runtime that works with the control groups here, {@code crun} or {@code runc}
 * @param hardOpenFiles most open files that a workspace's processes may ask for
 * @param hardProcesses most processes of one user id
 * @param capabilities CAP_ names that a program on this host can have at all
 * @param devices of those that nested engines use, the ones that are here, such as {@code /dev/fuse}
 * @param ids ids that root can give to workspaces
 * @param storage folder of the engine's images and volumes
 * @param limitsDisk whether the storage can limit the size of what one workspace writes
 */
public record HostFacts(
        CgroupMode cgroups,
        Set<String> controllers,
        String runtime,
        long hardOpenFiles,
        long hardProcesses,
        Set<String> capabilities,
        Set<Path> devices,
        IdRange ids,
        Version kernel,
        Path storage,
        boolean limitsDisk) {

    private static final Path DEFAULT_STORAGE = Path.of("/var/lib/containers/storage");
    private static final List<String> STORAGE_SETTINGS =
            List.of("/etc/containers/storage.conf", "/usr/share/containers/storage.conf");
    private static final List<Path> CRUN = Stream.of("/usr/bin/crun", "/usr/local/bin/crun", "/usr/sbin/crun")
            .map(Path::of)
            .toList();
    private static final List<Path> DEVICES =
            Stream.of("/dev/fuse", "/dev/net/tun", "/dev/kvm").map(Path::of).toList();
    private static final IdRange NO_IDS = new IdRange(0, 0);

    public HostFacts {
        controllers = Set.copyOf(controllers);
        capabilities = Set.copyOf(capabilities);
        devices = Set.copyOf(devices);
    }

    public static HostFacts of(Root root) {
        var mounts = HostMount.parse(text(root, "/proc/self/mountinfo", StandardCharsets.ISO_8859_1));
        var cgroups = CgroupMode.of(mounts);
        var limits = text(root, "/proc/self/limits");
        var storage = storage(root);
        return new HostFacts(
                cgroups,
                controllers(root, cgroups),
                cgroups == CgroupMode.V2 && CRUN.stream().anyMatch(Files::isExecutable) ? "crun" : "runc",
                ProcText.hardLimit(limits, "Max open files"),
                ProcText.hardLimit(limits, "Max processes"),
                ProcText.boundingCapabilities(text(root, "/proc/self/status")),
                DEVICES.stream().filter(Files::exists).collect(Collectors.toUnmodifiableSet()),
                ids(root),
                Version.parse(text(root, "/proc/sys/kernel/osrelease")).orElse(new Version(0, 0, 0)),
                storage,
                limitsDisk(mounts, storage));
    }

    /**
     * Whether Podman and the runtime arrange a workspace's control groups for systemd by themselves
     * ({@code --systemd=always}); otherwise they are handed over by our hook.
     */
    public boolean delegatesByItself() {
        return cgroups == CgroupMode.V2;
    }

    private static Set<String> controllers(Root root, CgroupMode cgroups) {
        return switch (cgroups) {
            case V2 -> ProcText.words(text(root, "/sys/fs/cgroup/cgroup.controllers"));
            case HYBRID, V1 -> ProcText.firstVersionControllers(text(root, "/proc/self/cgroup"));
            case NONE -> Set.of();
        };
    }

    private static IdRange ids(Root root) {
        var users = largest(text(root, "/proc/self/uid_map"));
        var groups = largest(text(root, "/proc/self/gid_map"));
        return users.count() <= groups.count() ? users : groups;
    }

    private static IdRange largest(String map) {
        return ProcText.idMap(map).stream()
                .reduce((left, right) -> left.count() >= right.count() ? left : right)
                .orElse(NO_IDS);
    }

    private static Path storage(Root root) {
        return STORAGE_SETTINGS.stream()
                .map(file -> ProcText.graphRoot(text(root, file)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Path::of)
                .orElse(DEFAULT_STORAGE);
    }

    /** Podman limits a container's or volume's size by project quotas of XFS only. */
    private static boolean limitsDisk(List<HostMount> mounts, Path storage) {
        return mountOf(mounts, storage)
                .filter(mount -> mount.fileSystem().equals("xfs"))
                .filter(mount -> mount.fileSystemOptions().contains("prjquota")
                        || mount.fileSystemOptions().contains("pquota"))
                .isPresent();
    }

    /** The mount that a path is on. */
    static Optional<HostMount> mountOf(List<HostMount> mounts, Path path) {
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.target()))
                .reduce((left, right) ->
                        right.target().getNameCount() >= left.target().getNameCount() ? right : left);
    }

    static String text(Root root, String file) {
        return text(root, file, StandardCharsets.UTF_8);
    }

    private static String text(Root root, String file, Charset charset) {
        return root.read(Path.of(file)).map(bytes -> new String(bytes, charset)).orElse("");
    }
}
