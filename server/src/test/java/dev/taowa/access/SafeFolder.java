package dev.taowa.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** A temporary folder below the build's own, since sshd trusts no file below one that all may write to, such as /tmp. */
final class SafeFolder implements AutoCloseable {

    private final Path path;

    SafeFolder() {
        try {
            var build = Files.createDirectories(Path.of("target")).toAbsolutePath();
            path = Files.createTempDirectory(build, "ssh");
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    Path path() {
        return path;
    }

    Path make(String name) throws IOException {
        return Files.createDirectory(
                path.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    @Override
    public void close() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
