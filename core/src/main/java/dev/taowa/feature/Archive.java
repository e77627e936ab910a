package dev.taowa.feature;

import dev.taowa.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks a tar of somebody, which may be gzipped: files, folders and links; anything else is refused. */
final class Archive {

    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private Archive() {}

    /** @param shown whose it is, for problems */
    static void unpack(String shown, InputStream packed, FolderWriter into) throws IOException {
        try (var tar = new Bounded(plain(packed));
                var entries = new TarArchiveInputStream(tar, "UTF-8")) {
            for (var entry = next(tar, entries); entry != null; entry = next(tar, entries)) {
                tar.unbounded();
                unpack(shown, entry, entries, into);
                // What an entry has beyond its kind is skipped here, so that it is no part of the next header.
                entries.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable TarArchiveEntry next(Bounded tar, TarArchiveInputStream entries) throws IOException {
        tar.header();
        return entries.getNextEntry();
    }

    private static void unpack(String shown, TarArchiveEntry entry, InputStream content, FolderWriter into)
            throws IOException {
        var name = entry.getName();
        if (entry.isDirectory()) {
            into.folder(name);
        } else if (entry.isSymbolicLink()) {
            into.link(name, entry.getLinkName());
        } else if (entry.isLink()) {
            into.copy(name, entry.getLinkName());
        } else if (entry.isFile() && !entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO()) {
            into.file(name, (entry.getMode() & 0111) != 0, content);
        } else {
            throw new ProblemException(FeatureProblems.refused(shown, "\"%s\" is a device".formatted(name)));
        }
    }

    private static InputStream plain(InputStream packed) throws IOException {
        var buffered = new BufferedInputStream(packed);
        buffered.mark(2);
        var gzipped = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
        buffered.reset();
        return gzipped ? new GZIPInputStream(buffered) : buffered;
    }

    /** The unpacked bytes, of which all together, and those of any one header, are limited: headers are held in memory. */
    private static final class Bounded extends InputStream {

        private static final long MOST_BYTES = FolderWriter.MOST_BYTES + 1024L * FolderWriter.MOST_ENTRIES;
        private static final long MOST_HEADER_BYTES = 1 << 20;

        private final InputStream in;
        private long left = MOST_BYTES;
        private long headerLeft;

        Bounded(InputStream in) {
            this.in = in;
        }

        void header() {
            headerLeft = MOST_HEADER_BYTES;
        }

        void unbounded() {
            headerLeft = Long.MAX_VALUE;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = in.read(into, offset, length);
            left -= Math.max(read, 0);
            headerLeft -= Math.max(read, 0);
            if (left < 0 || headerLeft < 0) {
                throw new IOException("it unpacks to more than is allowed");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
