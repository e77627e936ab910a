package dev.taowa.document;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * A walk through a source's folders, the nearest first and never through a link, also while somebody changes them under
 * our feet. Folders that cannot be read are passed by.
 */
public final class SourceWalk {

    /** What an entry of a folder is. */
    public enum Kind {
        FOLDER,
        FILE,
        LINK,
        OTHER
    }

    /** One entry of a folder; {@code path} is relative to the source. */
    public record Entry(Path path, Kind kind, long sizeBytes) {}

    private final Path root;
    private final Path from;
    private final int deepest;

    SourceWalk(Path root, Path from, int depth) {
        this.root = root;
        this.from = from;
        this.deepest = depth + (from.toString().isEmpty() ? 0 : from.getNameCount());
    }

    /**
     * Calls once for each entry until the answer is no.
     *
     * @param enter which folders are gone into
     * @return whether everything was seen
     */
    public boolean visit(Predicate<Path> enter, Predicate<Entry> visitor) {
        var steps = new Steps(new ArrayDeque<>(), enter, visitor);
        steps.waiting().add(from);
        while (!steps.waiting().isEmpty()) {
            var folder = steps.waiting().remove();
            try {
                if (!OpenFolder.open(root, folder, opened -> look(opened, folder, steps))) {
                    return false;
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                // Passed by.
            }
        }
        return true;
    }

    private record Steps(Queue<Path> waiting, Predicate<Path> enter, Predicate<Entry> visitor) {}

    private boolean look(SecureDirectoryStream<Path> open, Path folder, Steps steps) throws IOException {
        for (var each : open) {
            var name = each.getFileName();
            var path = folder.resolve(name);
            var entry = entry(open, name, path);
            if (entry.isEmpty()) {
                continue;
            }
            if (!steps.visitor().test(entry.get())) {
                return false;
            }
            if (entry.get().kind() == Kind.FOLDER
                    && path.getNameCount() < deepest
                    && steps.enter().test(path)) {
                steps.waiting().add(path);
            }
        }
        return true;
    }

    /** What the entry is; absent when it was deleted just now. */
    private static Optional<Entry> entry(SecureDirectoryStream<Path> open, Path name, Path path) throws IOException {
        try {
            var attributes = open.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (attributes.isRegularFile()) {
                return Optional.of(new Entry(path, Kind.FILE, attributes.size()));
            }
            if (attributes.isDirectory()) {
                return Optional.of(new Entry(path, Kind.FOLDER, 0));
            }
            return Optional.of(new Entry(path, attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER, 0));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }
}
