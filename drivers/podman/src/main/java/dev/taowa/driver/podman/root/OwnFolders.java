package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folders that belong to Taowa's root side alone.
 *
 * <p>Root owns them and nobody else can write in them, which is checked; so no path in them can be turned into a link
 * by somebody else between a check and its use.
 */
final class OwnFolders {

    private static final Path RUN = Path.of("/run/taowa");
    private static final Path LIBRARY = Path.of("/var/lib/taowa");
    private static final Pattern STATE_ID = Pattern.compile("[0-9a-f]{12}");
    private static final Set<PosixFilePermission> FOLDER_MODE = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path run;

    private OwnFolders(Path run) {
        this.run = run;
    }

    /** The path of a state's run folder; the id is checked. */
    static Path runFolder(String stateId) {
        if (!STATE_ID.matcher(stateId).matches()) {
            throw new IllegalArgumentException("not a state id: " + stateId);
        }
        return RUN.resolve(stateId);
    }

    /** Makes the folders of a state. */
    static OwnFolders obtain(String stateId) {
        var folders = new OwnFolders(runFolder(stateId));
        folders.make(folders.run);
        folders.make(LIBRARY);
        return folders;
    }

    Path run() {
        return run;
    }

    /** The path itself, when it lies in an own folder and names nothing by a detour. */
    Path check(Path path) {
        var inside = List.of(RUN, LIBRARY).stream().anyMatch(own -> path.startsWith(own) && !path.equals(own));
        if (!inside || !path.equals(path.normalize())) {
            throw RootProblems.notOurs(path);
        }
        return path;
    }

    /** Makes a folder in an own folder and all above it. */
    void make(Path folder) {
        var own = folder.startsWith(RUN) ? RUN : LIBRARY;
        if (!folder.equals(own)) {
            check(folder);
        }
        try {
            makeOne(own);
            var current = own;
            for (var name : own.relativize(folder)) {
                if (!name.toString().isEmpty()) {
                    current = current.resolve(name);
                    makeOne(current);
                }
            }
        } catch (IOException thrown) {
            throw RootProblems.failed("making " + folder, thrown);
        }
    }

    /** Makes the folder that a file in an own folder is in. */
    Path makeParent(Path file) {
        var parent = check(file).getParent();
        if (parent == null) {
            throw RootProblems.notOurs(file);
        }
        make(parent);
        return parent;
    }

    private static void makeOne(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, FOLDER_MODE);
            return;
        } catch (FileAlreadyExistsException thrown) {
            // the usual case; what is there is checked
        }
        var attributes = Files.readAttributes(folder, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
        if (!(attributes.get("isDirectory") instanceof Boolean real && real)) {
            throw RootProblems.folderUnsafe(folder, "it is not a folder");
        }
        if (!Integer.valueOf(0).equals(attributes.get("uid"))) {
            throw RootProblems.folderUnsafe(folder, "root does not own it");
        }
        if (attributes.get("mode") instanceof Integer mode && (mode & 0022) != 0) {
            throw RootProblems.folderUnsafe(folder, "others may write in it");
        }
    }

    void write(Path file, byte[] content, int mode) {
        var parent = makeParent(file);
        try {
            var part = Files.createTempFile(parent, ".new", "");
            try {
                Files.write(part, content);
                Files.setAttribute(part, "unix:mode", mode & 0777);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException thrown) {
            throw RootProblems.failed("writing " + file, thrown);
        }
    }

    void delete(Path path) {
        check(path);
        try {
            for (var mount : HostMount.list()) {
                if (mount.target().startsWith(path)) {
                    throw RootProblems.stillMounted(path, mount.target());
                }
            }
            Files.walkFileTree(path, new Deletion());
        } catch (NoSuchFileException thrown) {
            // as wished
        } catch (IOException thrown) {
            throw RootProblems.failed("deleting " + path, thrown);
        }
    }

    /**
     * Deletes the run folder, unless a workspace still has a folder mounted there. A helper's lock goes last: whoever
     * waited for it makes the folder anew.
     */
    void leave() {
        try (var children = Files.list(run)) {
            if (HostMount.list().stream().anyMatch(mount -> mount.target().startsWith(run))) {
                return;
            }
            children.filter(child -> !child.endsWith(HelperLock.NAME)).forEach(this::delete);
            Files.deleteIfExists(run.resolve(HelperLock.NAME));
            Files.deleteIfExists(run);
        } catch (NoSuchFileException | DirectoryNotEmptyException thrown) {
            // gone already, or the next helper's
        } catch (IOException thrown) {
            throw RootProblems.failed("leaving " + run, thrown);
        }
    }

    void handOver(Path file, FileOwner user) {
        if (!check(file).startsWith(run)) {
            throw RootProblems.notOurs(file);
        }
        try {
            Files.setAttribute(file, "unix:mode", 0600);
            Files.setAttribute(file, "unix:gid", (int) user.gid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:uid", (int) user.uid(), LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException thrown) {
            // its program has just replaced or removed it
        } catch (IOException thrown) {
            throw RootProblems.failed("handing over " + file, thrown);
        }
    }

    /** Deletes bottom up; links are deleted, not followed. */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException thrown) throws IOException {
            if (thrown != null) {
                throw thrown;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
