package dev.taowa.template;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** Writes the files of a template where none are yet: all of them, or none. */
public final class NewFiles {

    private static final String DEFINITION = ".devcontainer/devcontainer.json";

    /** The other place of the definition, which would no longer be looked at. */
    private static final String ELSEWHERE = ".devcontainer.json";

    private final Path folder;
    private final Deque<Path> made = new ArrayDeque<>();

    private NewFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes them; a file that is there already is never touched.
     *
     * @throws dev.taowa.problem.ProblemException that names what is there already
     */
    public static void write(Path folder, List<TemplateFile> files) {
        var existing = files.stream()
                .map(TemplateFile::path)
                .flatMap(path -> path.equals(DEFINITION) ? Stream.of(path, ELSEWHERE) : Stream.of(path))
                .filter(path -> Files.exists(folder.resolve(path), LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (!existing.isEmpty()) {
            throw TemplateProblems.exists(folder, existing);
        }
        var writing = new NewFiles(folder);
        try {
            files.forEach(writing::write);
        } catch (RuntimeException e) {
            writing.undo();
            throw e;
        }
    }

    private void write(TemplateFile file) {
        var path = folder.resolve(file.path());
        try {
            var root = Files.createDirectories(folder).toRealPath();
            makeFolders(root, file);
            Files.write(path, file.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            made.push(path);
            if ((file.mode() & 0100) != 0) {
                var permissions = EnumSet.copyOf(Files.getPosixFilePermissions(path));
                permissions.add(PosixFilePermission.OWNER_EXECUTE);
                permissions.add(PosixFilePermission.GROUP_EXECUTE);
                permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (FileAlreadyExistsException e) {
            throw TemplateProblems.outside(folder, file.path());
        } catch (FileSystemException e) {
            throw TemplateProblems.unwritable(
                    folder, file.path(), e.getReason() == null ? "it may not be written" : e.getReason());
        } catch (IOException e) {
            throw TemplateProblems.unwritable(folder, file.path(), String.valueOf(e.getMessage()));
        }
    }

    /** Makes the folders above the file, through no link. */
    private void makeFolders(Path root, TemplateFile file) throws IOException {
        var path = Path.of(file.path());
        for (var count = 1; count < path.getNameCount(); count++) {
            var wanted = root.resolve(path.subpath(0, count));
            if (Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Files.createDirectory(wanted);
            made.push(wanted);
        }
    }

    private void undo() {
        for (var path : made) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException stays) {
                // What was to be told is what went wrong before.
            }
        }
    }
}
