package dev.taowa.document;

import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** Tells all that a folder holds, each folder being opened from the one that it is in: nobody can put a link between. */
final class FolderContents {

    private static final int MAX_DEPTH = 64;

    private final SourceTree.Visitor visitor;

    FolderContents(SourceTree.Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Tells what an open folder holds, and the folders in it.
     *
     * @param at where it is
     * @param prefix of the names that are told: empty, or the folder's own with a slash
     */
    void tell(SecureDirectoryStream<Path> opened, Path at, String prefix) throws IOException {
        if (prefix.chars().filter(each -> each == '/').count() > MAX_DEPTH) {
            throw new ProblemException(DocumentProblems.unreadable(prefix, "is too deep a folder"));
        }
        for (var entry : opened) {
            var element = entry.getFileName();
            var name = prefix + element;
            var attributes = opened.getFileAttributeView(
                            element, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            if (attributes.isSymbolicLink()) {
                visitor.link(name, Files.readSymbolicLink(at.resolve(element)).toString());
            } else if (attributes.isDirectory()) {
                visitor.folder(name);
                try (var next = opened.newDirectoryStream(element, LinkOption.NOFOLLOW_LINKS)) {
                    tell(next, at.resolve(element), name + "/");
                }
            } else if (attributes.isRegularFile()) {
                try (var channel = opened.newByteChannel(element, SourceTree.READ)) {
                    var executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
                    visitor.file(name, executable, Channels.newInputStream(channel));
                }
            }
        }
    }
}
