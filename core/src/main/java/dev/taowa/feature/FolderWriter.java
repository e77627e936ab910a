package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes files of strangers below one folder and nowhere else: names that lead out are refused, links are made last and
 * only where they stay inside, and number and size of all are bounded.
 */
final class FolderWriter implements SourceTree.Visitor {

    static final int MOST_ENTRIES = 20_000;
    static final long MOST_BYTES = 500L << 20;
    private static final int LONGEST_PATH = 1000;
    private static final int LONGEST_NAME = 200;
    private static final int BUFFER_BYTES = 1 << 16;

    private final String shown;
    private final long mostBytes;
    private final Path folder;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final FolderDigest written = new FolderDigest();
    private int entries;
    private long bytes;

    /**
     * @param shown whose they are, for problems
     * @param folder exists and is empty
     */
    FolderWriter(String shown, Path folder) throws IOException {
        this(shown, folder, MOST_BYTES);
    }

    FolderWriter(String shown, Path folder, long mostBytes) throws IOException {
        this.shown = shown;
        this.mostBytes = mostBytes;
        this.folder = folder.toRealPath();
    }

    @Override
    public void folder(String name) throws IOException {
        var path = inside(name);
        count();
        Files.createDirectories(path);
        written.folder(relative(path));
    }

    /** A later file of the same name is the one that stays. */
    @Override
    public void file(String name, boolean executable, InputStream content) throws IOException {
        var path = inside(name);
        count();
        Files.createDirectories(parent(path));
        var hash = Digest.start();
        var buffer = new byte[BUFFER_BYTES];
        try (var out = Files.newOutputStream(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                LinkOption.NOFOLLOW_LINKS)) {
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw refused("its files are larger than " + new ByteSize(mostBytes));
                }
                hash.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        written.add(relative(path), executable, Digest.finish(hash));
    }

    /** A second name of a file that was written before; it becomes a file of its own. */
    void copy(String name, String of) throws IOException {
        var original = inside(of);
        if (written.lacks(relative(original))) {
            throw refused("it has a link to \"%s\", which is no file before it".formatted(of));
        }
        if (inside(name).equals(original)) {
            return;
        }
        try (var content = Files.newInputStream(original, LinkOption.NOFOLLOW_LINKS)) {
            file(name, Files.isExecutable(original), content);
        }
    }

    @Override
    public void link(String name, String target) {
        var path = inside(name);
        count();
        if (path.equals(folder)) {
            throw refused("it is a link itself");
        }
        if (target.isEmpty() || target.startsWith("/") || target.length() > LONGEST_PATH) {
            throw refused("its link \"%s\" leads to \"%s\"".formatted(name, target));
        }
        links.put(path, target);
    }

    /** The size of all files so far. */
    long bytes() {
        return bytes;
    }

    /** Makes the links, and gives the digest of all that was written. */
    Digest finish() throws IOException {
        for (var link : links.entrySet()) {
            var path = link.getKey();
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw refused("it has both a link and a file \"%s\"".formatted(folder.relativize(path)));
            }
            // Nothing is ever made through a link.
            for (var above = parent(path); !above.equals(folder); above = parent(above)) {
                if (links.containsKey(above)) {
                    throw refused("its link \"%s\" is inside another link".formatted(folder.relativize(path)));
                }
            }
            Files.createDirectories(parent(path));
            create(path, link.getValue());
        }
        for (var link : links.entrySet()) {
            check(link.getKey(), link.getValue());
            written.link(relative(link.getKey()), link.getValue());
        }
        return written.digest();
    }

    private String relative(Path path) {
        return folder.relativize(path).toString();
    }

    private void create(Path path, String target) throws IOException {
        try {
            Files.createSymbolicLink(path, Path.of(target));
        } catch (InvalidPathException e) {
            throw refused("its link \"%s\" leads to no name of a file".formatted(folder.relativize(path)));
        }
    }

    private void check(Path path, String target) throws IOException {
        try {
            if (path.toRealPath().startsWith(folder)) {
                return;
            }
        } catch (FileSystemException e) {
            // It leads to nothing, or to itself.
        }
        throw refused("its link \"%s\" leads to \"%s\", which is none of its files"
                .formatted(folder.relativize(path), target));
    }

    private Path inside(String name) {
        if (name.startsWith("/") || name.length() > LONGEST_PATH) {
            throw refused("it has a file \"%s\"".formatted(name));
        }
        var path = folder;
        for (var element : name.split("/", -1)) {
            if (element.equals("..")
                    || element.length() > LONGEST_NAME
                    || element.chars().anyMatch(Character::isISOControl)) {
                throw refused("it has a file \"%s\"".formatted(name));
            }
            if (!element.isEmpty() && !element.equals(".")) {
                path = element(path, element, name);
            }
        }
        return path;
    }

    private Path element(Path path, String element, String name) {
        try {
            return path.resolve(element);
        } catch (InvalidPathException e) {
            throw refused("it has a file \"%s\"".formatted(name));
        }
    }

    private static Path parent(Path path) throws IOException {
        var parent = path.getParent();
        if (parent == null) {
            throw new IOException("no folder above " + path);
        }
        return parent;
    }

    private void count() {
        entries++;
        if (entries > MOST_ENTRIES) {
            throw refused("it has more than %d files".formatted(MOST_ENTRIES));
        }
    }

    private ProblemException refused(String why) {
        return new ProblemException(FeatureProblems.refused(shown, why));
    }
}
