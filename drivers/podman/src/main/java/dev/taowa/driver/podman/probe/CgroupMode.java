package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.HostMount;
import java.nio.file.Path;
import java.util.List;

/** How a host arranges its control groups. */
public enum CgroupMode {
    /** One hierarchy of version 2. */
    V2("v2"),
    /** Controllers of version 1, beside a hierarchy of version 2 without any. */
    HYBRID("hybrid"),
    /** Only version 1. */
    V1("v1"),
    /** None is mounted. */
    NONE("none");

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final String id;

    CgroupMode(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    static CgroupMode of(List<HostMount> mounts) {
        var second = mounts.stream()
                .filter(mount -> mount.fileSystem().equals("cgroup2"))
                .toList();
        if (second.stream().anyMatch(mount -> mount.target().equals(ROOT))) {
            return V2;
        }
        if (mounts.stream().noneMatch(mount -> mount.fileSystem().equals("cgroup"))) {
            return NONE;
        }
        return second.isEmpty() ? V1 : HYBRID;
    }
}
