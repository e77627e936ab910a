package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import dev.taowa.cli.json.Json;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The folder that holds everything Taowa keeps for one user. */
public record StateFolder(Path path) {

    private static final String ONLY_OWNER = "rwx------";

    /** {@code TAOWA_STATE}, else the place that the XDG rules give. */
    public static StateFolder of(Map<String, String> environment) {
        var chosen = environment.get("TAOWA_STATE");
        if (chosen != null && !chosen.isEmpty()) {
            return new StateFolder(Path.of(chosen).toAbsolutePath().normalize());
        }
        var xdg = environment.get("XDG_STATE_HOME");
        if (xdg != null && xdg.startsWith("/")) {
            return new StateFolder(Path.of(xdg, "taowa"));
        }
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new StateFolder(Path.of(home, ".local", "state", "taowa").toAbsolutePath());
    }

    public Path serverJson() {
        return path.resolve("server.json");
    }

    public Path serverLog() {
        return path.resolve("server.log");
    }

    public Path sshConfig() {
        return path.resolve("ssh").resolve("config");
    }

    /** Makes the folder, for its owner only. */
    public void obtain() {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(ONLY_OWNER)));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The address in {@code server.json}; nobody need listen there any more. */
    public Optional<ServerAddress> findServer() {
        try {
            var json = Json.parse(Files.readString(serverJson()));
            return Optional.of(new ServerAddress(
                    json.number("pid"),
                    json.text("socket"),
                    (int) json.number("port"),
                    json.text("token"),
                    json.text("version")));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** The id that marks everything of this state on the engine; made once. */
    public String obtainId() {
        obtain();
        var file = path.resolve("state-id");
        try {
            if (!Files.exists(file)) {
                makeId(file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void makeId(Path file) throws IOException {
        var bytes = new byte[6];
        new SecureRandom().nextBytes(bytes);
        var written = Files.createTempFile(path, "state-id", ".new");
        try {
            Files.writeString(written, HexFormat.of().formatHex(bytes) + "\n");
            // A link never replaces, so of two that start at once one wins and both read the same.
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException made) {
            // The other one's id is as good.
        } finally {
            Files.delete(written);
        }
    }

    private ProblemException unusable(IOException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.SERVER_FAILED,
                        "the state folder %s cannot be used: %s".formatted(path, cause.getMessage()),
                        "make it writable for you, or set TAOWA_STATE to another folder"),
                cause);
    }
}
