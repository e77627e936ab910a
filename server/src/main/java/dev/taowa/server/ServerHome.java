package dev.taowa.server;

import dev.taowa.mirror.ImageMirror;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The state folder of a user and what lies where in it; readable by that user alone. */
public final class ServerHome {

    /** Names the state's folder to the framework's part of the server. */
    static final String PROPERTY = "taowa.state";

    private static final int SOCKET_PATH_BYTES = 100;

    private final Path folder;
    private final String stateId;

    private ServerHome(Path folder, String stateId) {
        this.folder = folder;
        this.stateId = stateId;
    }

    /** {@code TAOWA_STATE}, else the user's own place for state (XDG base directories), made if missing. */
    static ServerHome obtain() {
        return of(place());
    }

    /** The state in this folder, made if missing. */
    static ServerHome of(Path place) {
        try {
            var folder = place.toAbsolutePath();
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new ServerHome(folder, stateId(folder.resolve("state-id")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path place() {
        var given = System.getenv("TAOWA_STATE");
        if (given != null && !given.isBlank()) {
            return Path.of(given);
        }
        var xdg = System.getenv("XDG_STATE_HOME");
        var home = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home")).resolve(".local/state")
                : Path.of(xdg);
        return home.resolve("taowa");
    }

    private static String stateId(Path file) throws IOException {
        if (!Files.exists(file)) {
            var fresh = Files.createTempFile(file.getParent(), "state-id", ".new");
            Files.writeString(fresh, WorkspaceId.random() + "\n");
            try {
                // A link is made whole or not at all, and never over one that another process made first.
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException e) {
                // The other one's it is.
            }
            Files.delete(fresh);
        }
        return new WorkspaceId(Files.readString(file).strip()).value();
    }

    Path folder() {
        return folder;
    }

    String stateId() {
        return stateId;
    }

    Path database() {
        return folder.resolve("taowa.db");
    }

    /** Remembers the port of last time. */
    Path port() {
        return folder.resolve("port");
    }

    Path lock() {
        return folder.resolve("server.lock");
    }

    Path addressFile() {
        return folder.resolve("server.json");
    }

    /** The command that people run, for OpenSSH's ProxyCommand. */
    Path program() {
        var home = System.getenv("TAOWA_HOME");
        return home == null ? Path.of("taowa") : Path.of(home).resolveSibling("taowa");
    }

    /** Cache of fetched Features. */
    Path features() {
        return folder.resolve("features");
    }

    /** Folders of what templates come to. */
    Path templates() {
        return folder.resolve("templates");
    }

    /** What people gave of the secrets of their workspaces. */
    Path secrets() {
        return folder.resolve("secrets");
    }

    Path sources() {
        return folder.resolve("sources");
    }

    /** Where the proxy puts its sockets; what an earlier server left there is gone. */
    Path relays() throws IOException {
        var relays = folder.resolve("run");
        if (!isSocketPath(relays.resolve("0000000000.sock"))) {
            return Files.createTempDirectory("taowa-relay");
        }
        Files.createDirectories(relays);
        try (var left = Files.list(relays)) {
            for (var socket : left.toList()) {
                Files.delete(socket);
            }
        }
        return relays;
    }

    /** What the image mirror keeps. */
    Path mirror() {
        return folder.resolve("mirror");
    }

    /** The folder with the image mirror's socket, which workspaces see. */
    Path mirrorDoor() {
        return mirror().resolve("door");
    }

    /** Where the image mirror's socket is; by a shorter way where that path is too long for a socket. */
    Path mirrorSocket() throws IOException {
        Files.createDirectories(mirrorDoor());
        Files.setPosixFilePermissions(mirrorDoor(), PosixFilePermissions.fromString("rwxr-xr-x"));
        var socket = mirrorDoor().resolve(ImageMirror.SOCKET);
        if (isSocketPath(socket)) {
            return socket;
        }
        var way = Files.createTempDirectory("taowa-mirror").resolve("door");
        return Files.createSymbolicLink(way, mirrorDoor()).resolve(ImageMirror.SOCKET);
    }

    private static boolean isSocketPath(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= SOCKET_PATH_BYTES;
    }

    Path logs(WorkspaceId id) {
        return folder.resolve("logs").resolve(id.value());
    }

    /** Where the API's socket is: in the state folder, or in a private one where that path is too long for a socket. */
    Path socket() throws IOException {
        var socket = folder.resolve("server.sock");
        if (isSocketPath(socket)) {
            return socket;
        }
        return Files.createTempDirectory("taowa-server").resolve("server.sock");
    }

    /** Writes a file whole or not at all, for this user alone. */
    static void write(Path file, byte[] content) throws IOException {
        var fresh = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
