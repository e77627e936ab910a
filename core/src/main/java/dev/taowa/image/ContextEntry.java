package dev.taowa.image;

import java.nio.file.Path;

/** Something that a build is given. {@code path} is relative to the context, with slashes. */
public sealed interface ContextEntry {

    String path();

    /** Permission bits, such as 0755. */
    int mode();

    /** A folder. */
    record Folder(String path, int mode) implements ContextEntry {}

    /** A symbolic link, sent as it is: wherever it points, it is followed only inside the build. */
    record Link(String path, String target) implements ContextEntry {
        @Override
        public int mode() {
            return 0777;
        }
    }

    /** A regular file on disk, read when it is sent. */
    record Stored(String path, int mode, Path file, long sizeBytes) implements ContextEntry {}

    /** A file that is made for the build. */
    record Given(String path, int mode, Content content) implements ContextEntry {

        public static Given of(String path, int mode, byte[] content) {
            return new Given(path, mode, new Content(content));
        }
    }

    /** Bytes that are not changed any more. */
    final class Content {

        private final byte[] bytes;

        private Content(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }
}
