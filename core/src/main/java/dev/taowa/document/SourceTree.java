package dev.taowa.document;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a source, which nobody vouches for: links are followed only to places inside it, also while somebody
 * changes them under our hands.
 */
public final class SourceTree {

    /** Files larger than this are refused. */
    static final int MAX_BYTES = 1 << 20;

    private final Path root;

    public SourceTree(Path root) {
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The UTF-8 text of a file, if there is one, without a byte order mark. */
    public Optional<String> findText(Path relative) {
        return find(relative).map(bytes -> decode(relative, bytes));
    }

    private Optional<byte[]> find(Path relative) {
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

    public boolean isFolder(Path relative) {
        return Files.isDirectory(root.resolve(relative));
    }

    public boolean isFile(Path relative) {
        return Files.isRegularFile(root.resolve(relative));
    }

    private byte[] read(Path shown, Path real) throws IOException {
        try (var top = Files.newDirectoryStream(root)) {
            return read(shown, top, real);
        }
    }

    /** Opens one path element after the other, so that an element that has become a link is refused. */
    private static byte[] read(Path shown, DirectoryStream<Path> folder, Path real) throws IOException {
        if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
            throw new IOException("this system cannot open files without following links");
        }
        var first = real.getName(0);
        if (real.getNameCount() > 1) {
            try (var next = secure.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
                return read(shown, next, real.subpath(1, real.getNameCount()));
            }
        }
        var attributes = secure.getFileAttributeView(first, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isRegularFile()) {
            throw new ProblemException(DocumentProblems.unreadable(shown.toString(), "is not a file"));
        }
        if (attributes.size() > MAX_BYTES) {
            throw new ProblemException(DocumentProblems.unreadable(shown.toString(), "is larger than 1 MiB"));
        }
        var how = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (var channel = secure.newByteChannel(first, how)) {
            return Channels.newInputStream(channel).readNBytes(MAX_BYTES);
        }
    }
}
