package dev.taowa.cli.ssh;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The one line that Taowa keeps in a person's {@code ~/.ssh/config}; every other byte of that file stays as it is.
 *
 * @param config the person's file
 * @param included the file that the line names
 */
record SshInclude(Path config, Path included) {

    /** Adds the line at the top, where it holds for all hosts; false when it was there. */
    boolean install() {
        try {
            var old = Files.exists(config) ? read(config) : "";
            if (isThere(old)) {
                return false;
            }
            write(disguised() + "\n" + (old.isEmpty() ? "" : "\n" + old));
            return true;
        } catch (IOException thrown) {
            throw unusable(thrown);
        }
    }

    /** Takes the line out again, with the empty one that was added below it; false when it was not there. */
    boolean uninstall() {
        try {
            var old = Files.exists(config) ? read(config) : "";
            var ours = disguised() + "\n";
            var at = ("\n" + old).indexOf("\n" + ours);
            if (at < 0) {
                return false;
            }
            var after = old.substring(at + ours.length());
            write(old.substring(0, at) + (at == 0 && after.startsWith("\n") ? after.substring(1) : after));
            return true;
        } catch (IOException thrown) {
            throw unusable(thrown);
        }
    }

    private String line() {
        var path = included.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return "Include \"" + path + "\"";
    }

    /** The line as {@link #read} gives it. */
    private String disguised() {
        return new String(line().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Below the first Host or Match a line would hold for that block alone. */
    private boolean isThere(String text) {
        return text.lines()
                .map(String::strip)
                .takeWhile(each -> !each.toLowerCase(Locale.ROOT).matches("(host|match)[\\s=].*"))
                .anyMatch(disguised()::equals);
    }

    /** Bytes as characters of Latin 1, so that whatever encoding the file has comes out as it went in. */
    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private void write(String text) throws IOException {
        obtainFolder(Objects.requireNonNull(config.toAbsolutePath().getParent()));
        var file = Files.isSymbolicLink(config) ? target(config) : config.toAbsolutePath();
        var mode =
                Files.exists(file) ? Files.getPosixFilePermissions(file) : PosixFilePermissions.fromString("rw-------");
        var fresh = Files.createTempFile(file.getParent(), "config", ".taowa", onlyOwner("rw-------"));
        try {
            Files.writeString(fresh, text, StandardCharsets.ISO_8859_1);
            keepOwner(file, fresh);
            Files.setPosixFilePermissions(fresh, mode);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static Path target(Path link) throws IOException {
        return link.toRealPath();
    }

    private static void obtainFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, onlyOwner("rwx------"));
        }
    }

    private static void keepOwner(Path old, Path fresh) throws IOException {
        if (Files.exists(old) && !Files.getOwner(old).equals(Files.getOwner(fresh))) {
            Files.setOwner(fresh, Files.getOwner(old, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> onlyOwner(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private ProblemException unusable(IOException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.BAD_ARGUMENT,
                        "%s cannot be changed: %s".formatted(config, cause),
                        "make it writable, or add this as its first line yourself: " + line()),
                cause);
    }
}
