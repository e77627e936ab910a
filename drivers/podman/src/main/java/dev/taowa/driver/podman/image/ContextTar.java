package dev.taowa.driver.podman.image;

import dev.taowa.image.BuildContext;
import dev.taowa.image.ContextEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a build's context as a tar stream; nothing is kept in memory but the file at hand's buffer. */
final class ContextTar {

    private static final int BUFFER_BYTES = 1 << 16;

    private final BuildContext context;
    private final LongConsumer sent;

    /** @param sent told of each piece of a file's content that was written */
    ContextTar(BuildContext context, LongConsumer sent) {
        this.context = context;
        this.sent = sent;
    }

    void write(OutputStream out) throws IOException {
        var tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (var entry : context.entries()) {
            switch (entry) {
                case ContextEntry.Folder folder -> put(tar, header(folder.path() + "/", folder.mode()));
                case ContextEntry.Link link -> {
                    var header = new TarArchiveEntry(link.path(), TarConstants.LF_SYMLINK);
                    header.setLinkName(link.target());
                    header.setMode(link.mode());
                    put(tar, header);
                }
                case ContextEntry.Given given -> {
                    var bytes = given.content().bytes();
                    var header = header(given.path(), given.mode());
                    header.setSize(bytes.length);
                    tar.putArchiveEntry(header);
                    tar.write(bytes);
                    tar.closeArchiveEntry();
                }
                case ContextEntry.Stored stored -> {
                    var header = header(stored.path(), stored.mode());
                    header.setSize(stored.sizeBytes());
                    tar.putArchiveEntry(header);
                    copy(stored.file(), stored.sizeBytes(), tar);
                    tar.closeArchiveEntry();
                }
            }
        }
        tar.finish();
        out.flush();
    }

    private static TarArchiveEntry header(String path, int mode) {
        var header = new TarArchiveEntry(path);
        header.setMode(mode);
        header.setIds(0, 0);
        header.setModTime(0L);
        return header;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header) throws IOException {
        tar.putArchiveEntry(header);
        tar.closeArchiveEntry();
    }

    /** Exactly as many bytes as were announced, also when the file changes meanwhile. */
    private void copy(Path file, long size, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        var left = size;
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            while (left > 0) {
                var count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new IOException(file + " shrank while it was read");
                }
                out.write(buffer, 0, count);
                left -= count;
                sent.accept(count);
            }
        }
    }
}
