package dev.taowa.document;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;

/** Folders that are opened one path element after the other, so that an element that has become a link is refused. */
final class OpenFolder {

    private OpenFolder() {}

    /** Something to do with an open folder. */
    interface Work<T> {
        T on(SecureDirectoryStream<Path> opened) throws IOException;
    }

    /** @param relative the folder, seen from the root; empty for the root itself */
    static <T> T open(Path root, Path relative, Work<T> work) throws IOException {
        try (var top = Files.newDirectoryStream(root)) {
            return descend(top, relative, work);
        }
    }

    private static <T> T descend(DirectoryStream<Path> folder, Path rest, Work<T> work) throws IOException {
        if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
            throw new IOException("this system cannot open files without following links");
        }
        if (rest.toString().isEmpty()) {
            return work.on(secure);
        }
        var first = rest.getName(0);
        try (var next = secure.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
            return descend(next, first.relativize(rest), work);
        }
    }
}
