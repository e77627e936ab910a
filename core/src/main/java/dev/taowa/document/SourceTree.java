package dev.taowa.document;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The files of a source, which nobody vouches for: links are followed only to places inside it, also while somebody
 * changes them under our hands.
 */
public final class SourceTree {

    /** Files larger than this are refused. */
    static final int MAX_BYTES = 1 << 20;

    static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private static final Set<OpenOption> CREATE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final Map<Path, Given> given;

    public SourceTree(Path root) {
        this(root, Map.of());
    }

    private SourceTree(Path root, Map<Path, Given> given) {
        this.given = Map.copyOf(given);
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, in which these files are as if they were there; their paths are relative and normal. */
    public SourceTree with(Map<Path, Given> files) {
        return new SourceTree(root, files);
    }

    /** A text that no file holds, and where its values were written. */
    public record Given(String text, Locator origin) {}

    /** Where the values of a file that was given were written; absent for other files. */
    public Optional<Locator> origin(Path relative) {
        return Optional.ofNullable(given.get(relative.normalize())).map(Given::origin);
    }

    /** The UTF-8 text of a file, if there is one, without a byte order mark. */
    public Optional<String> findText(Path relative) {
        var text = given.get(relative.normalize());
        if (text != null) {
            return Optional.of(text.text());
        }
        return findBytes(relative).map(bytes -> decode(relative, bytes));
    }

    /** The content of a file, if there is one. */
    public Optional<byte[]> findBytes(Path relative) {
        try {
            var real = root.resolve(relative).toRealPath();
            if (!real.startsWith(root)) {
                throw new ProblemException(DocumentProblems.outside(relative.toString()));
            }
            return Optional.of(read(relative, root.relativize(real)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new ProblemException(
                    DocumentProblems.unreadable(relative.toString(), "may not be read by this user"), e);
        } catch (FileSystemException e) {
            throw new ProblemException(
                    DocumentProblems.unreadable(relative.toString(), "cannot be read: " + e.getReason()), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(Path relative, byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ProblemException(DocumentProblems.unreadable(relative.toString(), "is not UTF-8 text"), e);
        }
    }

    /**
     * Puts a file of this text where there may be one, whole or not at all. A link is replaced, never followed; its
     * folder must be inside.
     */
    public void replace(Path relative, String text) throws IOException {
        var path = root.resolve(relative);
        var folder = Objects.requireNonNullElse(path.getParent(), root).toRealPath();
        if (!folder.startsWith(root)) {
            throw new FileSystemException(relative.toString(), null, "its folder leads out of the source");
        }
        OpenFolder.open(root, root.relativize(folder), opened -> {
            replace(opened, path.getFileName(), text);
            return text;
        });
    }

    private static void replace(SecureDirectoryStream<Path> opened, Path name, String text) throws IOException {
        var fresh = Path.of(".%s.%s".formatted(name, UUID.randomUUID()));
        try {
            try (var channel = opened.newByteChannel(fresh, CREATE)) {
                Channels.newOutputStream(channel).write(text.getBytes(StandardCharsets.UTF_8));
            }
            opened.move(fresh, opened, name);
        } catch (IOException e) {
            try {
                opened.deleteFile(fresh);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    /** Folders in a folder of the tree that hold a file of this name, in order; paths of those files. */
    public List<String> filesBelow(Path folder, String name) {
        var found = new ArrayList<String>();
        try (var folders = Files.newDirectoryStream(root.resolve(folder), Files::isDirectory)) {
            for (var each : folders) {
                if (Files.isRegularFile(each.resolve(name))) {
                    found.add(root.relativize(each.resolve(name)).toString());
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /**
     * Names in a folder of the tree, in order; none when it is no folder, or leads out of the tree.
     *
     * @param most as many are read, and one more if there are more
     */
    public List<String> names(Path folder, int most) {
        try {
            var real = root.resolve(folder).toRealPath();
            if (!real.startsWith(root)) {
                return List.of();
            }
            return OpenFolder.open(root, root.relativize(real), opened -> names(opened, most));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (FileSystemException e) {
            throw new ProblemException(DocumentProblems.unreadable(folder.toString(), "cannot be listed"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(SecureDirectoryStream<Path> opened, int most) {
        var found = new ArrayList<String>();
        for (var entry : opened) {
            found.add(entry.getFileName().toString());
            if (found.size() > most) {
                break;
            }
        }
        found.sort(null);
        return List.copyOf(found);
    }

    /**
     * What the text names, seen from a folder of the tree, relative to the tree; absent when that is not inside.
     *
     * @param from relative path of the folder
     */
    public Optional<Path> confine(Path from, String text) {
        try {
            var path = root.resolve(from).resolve(text).normalize();
            if (!path.startsWith(root) || Path.of(text).isAbsolute()) {
                return Optional.empty();
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !path.toRealPath().startsWith(root)) {
                return Optional.empty();
            }
            return Optional.of(root.relativize(path));
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A walk through a folder of the tree.
     *
     * @param depth of the deepest entries that are looked at; those of the folder itself have 1
     */
    public SourceWalk walk(Path from, int depth) {
        return new SourceWalk(root, from, depth);
    }

    public boolean isFolder(Path relative) {
        return Files.isDirectory(root.resolve(relative));
    }

    public boolean isFile(Path relative) {
        return given.containsKey(relative.normalize()) || Files.isRegularFile(root.resolve(relative));
    }

    /** Is told what a folder holds; names are relative to that folder. */
    public interface Visitor {
        void folder(String name) throws IOException;

        /** The content is to be read before this returns. */
        void file(String name, boolean executable, InputStream content) throws IOException;

        void link(String name, String target) throws IOException;
    }

    /** Tells all that a folder of the tree holds; links are told, never followed, and what is no file is left out. */
    public void visit(Path folder, Visitor visitor) throws IOException {
        var real = root.resolve(folder).toRealPath();
        if (!real.startsWith(root)) {
            throw new ProblemException(DocumentProblems.outside(folder.toString()));
        }
        OpenFolder.open(root, root.relativize(real), opened -> {
            new FolderContents(visitor).tell(opened, real, "");
            return real;
        });
    }

    private byte[] read(Path shown, Path real) throws IOException {
        var folder = Objects.requireNonNullElse(real.getParent(), Path.of(""));
        return OpenFolder.open(root, folder, opened -> read(shown, opened, real.getFileName()));
    }

    private static byte[] read(Path shown, SecureDirectoryStream<Path> opened, Path name) throws IOException {
        var attributes = opened.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isRegularFile()) {
            throw new ProblemException(DocumentProblems.unreadable(shown.toString(), "is not a file"));
        }
        if (attributes.size() > MAX_BYTES) {
            throw new ProblemException(DocumentProblems.unreadable(shown.toString(), "is larger than 1 MiB"));
        }
        try (var channel = opened.newByteChannel(name, READ)) {
            return Channels.newInputStream(channel).readNBytes(MAX_BYTES);
        }
    }
}
