package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A user namespace that carries a map of one owner for a mount, held by a descriptor.
 *
 * <p>A process of many threads cannot make one for itself, so a short-lived {@code unshare} does; a byte that it echoes
 * tells that it is in its namespace.
 */
final class UserNamespace implements AutoCloseable {

    private final int descriptor;

    private UserNamespace(int descriptor) {
        this.descriptor = descriptor;
    }

    static UserNamespace mapping(FileOwner disk, FileOwner shown) throws IOException {
        var child = new ProcessBuilder("unshare", "--user", "cat")
                .directory(Path.of("/").toFile())
                .start();
        try (var input = child.getOutputStream();
                var output = child.getInputStream()) {
            input.write('\n');
            input.flush();
            if (output.read() != '\n') {
                var words = new String(child.getErrorStream().readNBytes(1000), StandardCharsets.UTF_8);
                throw new IOException("no user namespace could be made: " + words.strip());
            }
            var process = Path.of("/proc", Long.toString(child.pid()));
            writeMap(process.resolve("uid_map"), disk.uid(), shown.uid());
            writeMap(process.resolve("gid_map"), disk.gid(), shown.gid());
            return new UserNamespace(Native.open(process + "/ns/user", Native.O_CLOEXEC));
        } finally {
            child.destroyForcibly();
        }
    }

    private static void writeMap(Path map, long disk, long shown) throws IOException {
        Files.writeString(map, disk + " " + shown + " 1\n");
    }

    int descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        Native.close(descriptor);
    }
}
