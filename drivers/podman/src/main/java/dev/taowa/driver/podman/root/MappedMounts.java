package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Bind mounts with mapped owners, by the kernel's mount calls of version 5.12. */
final class MappedMounts {

    private static final long OPEN_TREE = 428;
    private static final long MOVE_MOUNT = 429;
    private static final long MOUNT_SETATTR = 442;
    private static final long OPEN_TREE_CLONE = 1;
    private static final long AT_EMPTY_PATH = 0x1000;
    private static final long AT_RECURSIVE = 0x8000;
    private static final long MOUNT_ATTR_RDONLY = 1;
    private static final long MOUNT_ATTR_IDMAP = 0x100000;
    private static final long MS_PRIVATE = 1 << 18;
    private static final long EMPTY_PATHS = 0x04 | 0x40; // MOVE_MOUNT_F_EMPTY_PATH, MOVE_MOUNT_T_EMPTY_PATH
    private static final long DETACH = 2 | 8; // MNT_DETACH, UMOUNT_NOFOLLOW
    private static final long MOUNT_ATTR_BYTES = 32;
    private static final FileOwner ANYBODY = new FileOwner(1, 1);

    private final OwnFolders folders;

    MappedMounts(OwnFolders folders) {
        this.folders = folders;
    }

    synchronized List<Path> mount(MappedMount mount) {
        folders.check(mount.target());
        try (var source = Opened.of(mount.source())) {
            if (isThere(source, mount)) {
                return List.of();
            }
            unmount(mount.target());
            makeTarget(source, mount.target());
            return attach(source, mount);
        } catch (IOException thrown) {
            throw RootProblems.failed("mounting " + mount.source(), thrown);
        }
    }

    boolean isMapped(Path target) {
        try {
            return HostMount.list().stream()
                    .filter(mount -> mount.target().equals(target))
                    .reduce((lower, upper) -> upper)
                    .filter(HostMount::mapped)
                    .isPresent();
        } catch (IOException thrown) {
            throw RootProblems.failed("reading the mounts", thrown);
        }
    }

    boolean canMap(Path folder) {
        try (var source = Opened.of(folder.toRealPath());
                var namespace = UserNamespace.mapping(ANYBODY, ANYBODY)) {
            Native.close(mapped(source, namespace, false, 0));
            return true;
        } catch (SystemCallException thrown) {
            return false;
        } catch (IOException thrown) {
            throw RootProblems.failed("trying a mapped mount of " + folder, thrown);
        }
    }

    synchronized void unmount(Path target) {
        folders.check(target);
        try {
            var mounts = HostMount.list().reversed();
            for (var mount : mounts) {
                if (mount.target().startsWith(target)) {
                    detach(mount.target());
                }
            }
        } catch (IOException thrown) {
            throw RootProblems.failed("unmounting " + target, thrown);
        }
    }

    /** Deletes in an own folder; under the lock of mounting, so that nothing is mounted there meanwhile. */
    synchronized void delete(Path path) {
        folders.delete(path);
    }

    private static void detach(Path target) throws SystemCallException {
        try {
            Native.unmount(target.toString(), DETACH);
        } catch (SystemCallException thrown) {
            // gone with the mount it was on
            if (thrown.errno() != SystemCallException.INVALID && thrown.errno() != SystemCallException.MISSING) {
                throw thrown;
            }
        }
    }

    private List<Path> attach(Opened source, MappedMount mount) throws IOException {
        var readOnly = mount.readOnly() ? MOUNT_ATTR_RDONLY : 0;
        try (var namespace = UserNamespace.mapping(mount.disk(), mount.shown());
                var target = Opened.of(mount.target())) {
            var below = HostMount.list().stream()
                    .map(HostMount::target)
                    .filter(path -> path.startsWith(mount.source()) && !path.equals(mount.source()))
                    .toList();
            if (!below.isEmpty()) {
                try {
                    place(mapped(source, namespace, true, readOnly), target);
                    return List.of();
                } catch (SystemCallException thrown) {
                    // one of them cannot be mapped: without them, then
                }
            }
            try {
                place(mapped(source, namespace, false, readOnly), target);
                return below;
            } catch (SystemCallException thrown) {
                throw RootProblems.cannotMap(mount.source(), thrown);
            }
        }
    }

    /** A detached copy of the mount that shows the owners as the namespace maps them. */
    private static int mapped(Opened source, UserNamespace namespace, boolean recursive, long attributes)
            throws SystemCallException {
        var all = recursive ? AT_RECURSIVE : 0;
        try (var arena = Arena.ofConfined()) {
            var empty = Native.text(arena, "");
            var tree = Native.syscall(
                    "open_tree",
                    OPEN_TREE,
                    source.descriptor(),
                    empty,
                    OPEN_TREE_CLONE | Native.O_CLOEXEC | AT_EMPTY_PATH | all);
            var wish = arena.allocate(MOUNT_ATTR_BYTES, 8);
            wish.set(ValueLayout.JAVA_LONG, 0, MOUNT_ATTR_IDMAP | attributes);
            wish.set(ValueLayout.JAVA_LONG, 16, MS_PRIVATE);
            wish.set(ValueLayout.JAVA_LONG, 24, namespace.descriptor());
            try {
                Native.syscall(
                        "mount_setattr",
                        MOUNT_SETATTR,
                        tree,
                        empty,
                        AT_EMPTY_PATH | all,
                        wish.address(),
                        MOUNT_ATTR_BYTES);
            } catch (SystemCallException thrown) {
                Native.close(tree);
                throw thrown;
            }
            return tree;
        }
    }

    private static void place(int tree, Opened target) throws SystemCallException {
        try (var arena = Arena.ofConfined()) {
            var empty = Native.text(arena, "");
            Native.syscall("move_mount", MOVE_MOUNT, tree, empty, target.descriptor(), empty, EMPTY_PATHS);
        } finally {
            Native.close(tree);
        }
    }

    private void makeTarget(Opened source, Path target) throws IOException {
        if (Files.isDirectory(source.path())) {
            folders.make(target);
            return;
        }
        folders.makeParent(target);
        try {
            Files.createFile(target);
        } catch (FileAlreadyExistsException thrown) {
            // from an earlier start
        }
    }

    /** Whether this very mount is there already: same file, mapped, and its owner shows as wished. */
    private boolean isThere(Opened source, MappedMount mount) throws IOException {
        if (!Files.exists(mount.target(), LinkOption.NOFOLLOW_LINKS) || !isMapped(mount.target())) {
            return false;
        }
        var there = FileStatus.of(mount.target(), LinkOption.NOFOLLOW_LINKS);
        var ours = FileStatus.of(source.path());
        return there.sameFile(ours)
                && ours.owner().equals(mount.disk())
                && there.owner().equals(mount.shown())
                && isReadOnly(mount.target()) == mount.readOnly();
    }

    private static boolean isReadOnly(Path target) throws IOException {
        return HostMount.list().stream()
                .filter(mount -> mount.target().equals(target))
                .reduce((lower, upper) -> upper)
                .filter(mount -> mount.options().contains("ro"))
                .isPresent();
    }

    /** A file held by a descriptor, so that it stays the same whatever happens to its name. */
    private record Opened(int descriptor) implements AutoCloseable {

        static Opened of(Path path) throws SystemCallException {
            try {
                return new Opened(Native.openWithoutLinks(path.toString()));
            } catch (SystemCallException thrown) {
                throw switch (thrown.errno()) {
                    case SystemCallException.TOO_MANY_LINKS -> RootProblems.linkInPath(path);
                    case SystemCallException.MISSING -> RootProblems.sourceMissing(path);
                    default -> RootProblems.failed("opening " + path, thrown);
                };
            }
        }

        Path path() {
            return Path.of("/proc/self/fd", Integer.toString(descriptor));
        }

        @Override
        public void close() {
            Native.close(descriptor);
        }
    }
}
