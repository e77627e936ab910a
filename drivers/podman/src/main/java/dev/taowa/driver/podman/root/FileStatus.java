package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Which file a path names, and who owns it. */
record FileStatus(Object device, Object inode, FileOwner owner) {

    static FileStatus of(Path file, LinkOption... options) throws IOException {
        var attributes = Files.readAttributes(file, "unix:dev,ino,uid,gid", options);
        return new FileStatus(
                value(attributes, "dev"),
                value(attributes, "ino"),
                new FileOwner(id(attributes, "uid"), id(attributes, "gid")));
    }

    boolean sameFile(FileStatus other) {
        return device.equals(other.device) && inode.equals(other.inode);
    }

    private static Object value(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name));
    }

    private static long id(Map<String, Object> attributes, String name) {
        return Integer.toUnsignedLong((Integer) value(attributes, name));
    }
}
