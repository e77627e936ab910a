package dev.taowa.driver.podman;

import dev.taowa.driver.podman.root.FileOwner;
import dev.taowa.driver.podman.root.MappedMount;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Progress;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows folders of the host with their owner mapped to the login user, under the state's run folder. A folder of a file
 * system that cannot do that is mounted as it is, and its owner's id put into the workspace's own map.
 */
final class Folders {

    private final Root root;

    Folders(Root root) {
        this.root = root;
    }

    /** What to mount for each folder, and the id range that goes with it. */
    record Shown(Map<Mount.Folder, Path> paths, WorkspaceIds range) {}

    Shown show(WorkspaceId id, LoginUser user, WorkspaceIds range, List<Mount> mounts, Progress progress) {
        var paths = new HashMap<Mount.Folder, Path>();
        var granted = range;
        var number = 0;
        for (var mount : mounts) {
            if (mount instanceof Mount.Folder folder) {
                var source = settled(folder.source());
                var owner = root.owner(source);
                var target = home(id).resolve(String.valueOf(number++));
                if (root.canMap(source)) {
                    map(new MappedMount(source, target, owner, range.owner(user), folder.readOnly()), progress);
                    paths.put(folder, target);
                } else {
                    granted = pin(granted, owner, source, progress);
                    paths.put(folder, source);
                }
            }
        }
        return new Shown(paths, granted);
    }

    void hide(WorkspaceId id) {
        root.unmount(home(id));
        root.delete(home(id));
    }

    private void map(MappedMount mount, Progress progress) {
        for (var left : root.mountMapped(mount)) {
            progress.warn("%s is a mount of its own whose owners cannot be mapped: the workspace does not see it"
                    .formatted(left));
        }
    }

    private static WorkspaceIds pin(WorkspaceIds range, FileOwner owner, Path source, Progress progress) {
        if (owner.uid() == 0 || owner.gid() == 0) {
            throw new ProblemException(new Problem(
                    ProblemCode.HOST_UNFIT,
                    "%s belongs to root on a file system that cannot map owners".formatted(source),
                    "move it to a local file system such as ext4, xfs or btrfs, or give it to an ordinary user"));
        }
        if (range.pinned().isPresent() && !range.pinned().get().equals(owner)) {
            throw new ProblemException(new Problem(
                    ProblemCode.HOST_UNFIT,
                    "%s has another owner than the other mounts, and its file system cannot map owners"
                            .formatted(source),
                    "leave it out of \"mounts\", or move it to a local file system"));
        }
        progress.warn("the file system of %s cannot map owners: user id %d of this host is used inside as it is"
                .formatted(source, owner.uid()));
        return range.pinnedTo(owner);
    }

    /**
     * The folder, which is where its path says: plans name real paths, and a workspace that may write beside a folder of
     * its own could put a link in its place before the next start.
     */
    static Path settled(Path folder) {
        try {
            var real = folder.toRealPath();
            if (real.equals(folder.normalize())) {
                return real;
            }
            throw new ProblemException(new Problem(
                    ProblemCode.SOURCE_NOT_FOUND,
                    "%s is a link by now, and leads to %s".formatted(folder, real),
                    "put the folder itself back, or run `taowa up` again if the link is meant"));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.SOURCE_NOT_FOUND,
                            "%s %s".formatted(folder, Files.exists(folder) ? "cannot be read" : "does not exist"),
                            "put the folder back, or delete the workspace with `taowa rm`"),
                    e);
        }
    }

    private Path home(WorkspaceId id) {
        return root.runFolder().resolve("mounts").resolve(id.value());
    }
}
