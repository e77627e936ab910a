package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What only the host's root may do. Whoever holds one is root on the host, so it takes arguments and paths that the
 * driver made, never text of a repository.
 *
 * <p>Calls block and are safe for use by many threads; an interrupt cancels. Failures are thrown as a
 * {@link dev.taowa.problem.ProblemException}. Paths are absolute. <em>Own folders</em> are {@link #runFolder()},
 * {@code /run/taowa} and {@code /var/lib/taowa}: owned by root, written by nobody else, and the only places where files
 * and mount points are made or deleted.
 */
public interface Root extends AutoCloseable {

    /** This process when it is root's, else the helper that serves this user; PRIVILEGE_REFUSED when there is none. */
    static Root obtain(String stateId) {
        return RootChoice.obtain(stateId);
    }

    /** {@code /run/taowa/<state id>}: sockets, hooks and mount points of this state; exists, mode 0755. */
    Path runFolder();

    /**
     * Runs a program to its end and gives each line it prints to {@code lines}, from one thread at a time; returns its
     * exit status, 128 + n when signal n killed it. An interrupt ends it with all its process group.
     */
    int run(Program program, Consumer<Line> lines);

    /** Runs a program that prints little and keeps what it printed. */
    default Outcome run(Program program) {
        return Outcome.of(this, program);
    }

    /**
     * Makes sure that a long-lived program runs: the one that an earlier call (of an earlier process too) started under
     * this name and the same arguments is found again, else it is started in a session of its own. Its output is
     * appended to {@code <run folder>/<name>.log}. It ends with this Root.
     *
     * @param name short, of lower-case letters, digits and hyphens
     */
    Service obtainService(String name, Program program);

    /**
     * Shows {@code mount.source()} at {@code mount.target()}, a place in an own folder that is made if missing, with its
     * owner mapped: nothing on disk changes. Already there with this map: left alone; another mount there is replaced.
     *
     * <p>Mounts below the source come along when all of them can be mapped. When one cannot, none does: the folders they
     * cover show what lies beneath, and they are returned. Later mounts of the host never show up in the target.
     *
     * @return mounts below the source that were left out
     */
    List<Path> mountMapped(MappedMount mount);

    /** Whether a mount with mapped owners is at {@code target} now. */
    boolean isMapped(Path target);

    /** Whether the file system of this folder can be mounted with mapped owners; tries it on a detached mount. */
    boolean canMap(Path folder);

    /** Takes away the mounts at and below {@code target}, in an own folder, busy ones too; none counts as done. */
    void unmount(Path target);

    /**
     * A connected, blocking channel to 127.0.0.1, else ::1, of the network namespace that process {@code pid} is in. The
     * caller closes it. It may be relayed, so ask it for no socket options or addresses.
     *
     * @throws java.net.ConnectException when nothing listens there
     */
    SocketChannel dial(long pid, int port) throws IOException;

    /** Who owns this file or folder; links are followed. */
    FileOwner owner(Path file);

    /** The content of a file up to 8 MiB, such as one of {@code /proc/PID}; empty when there is none. */
    Optional<byte[]> read(Path file);

    /** Writes a file in an own folder, whole or not at all, and its folders; {@code mode} such as 0755. */
    void write(Path file, byte[] content, int mode);

    /** Makes a folder in an own folder, mode 0755, with the folders above it. */
    void makeFolder(Path folder);

    /** Deletes a file or a folder with its content in an own folder, never what is mounted there; missing is fine. */
    void delete(Path path);

    /**
     * Gives a file in the run folder, such as the engine's socket, to the user who runs Taowa, mode 0600; one that is gone
     * stays so.
     */
    void handOver(Path file);

    /** Ends the services that were obtained; mounts stay. */
    @Override
    void close();
}
