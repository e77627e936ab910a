package dev.taowa.git;

import dev.taowa.source.Checkout;
import dev.taowa.source.Checkouts;
import dev.taowa.source.Source;
import dev.taowa.task.Step;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Clones into {@code sources/<workspace>/<repository>}: into a sibling first, which is renamed once it is whole, so a
 * clone that was cut short is never taken for one. Safe for use by many threads, one at a time on a workspace.
 */
public final class GitCheckouts implements Checkouts {

    /** Of a template's repository, which holds small files: whatever else lies in it. */
    private static final long TEMPLATE_BYTES = 256L << 20;

    private final Path sources;
    private final long exportBytes;

    public GitCheckouts(Path sources) {
        this(sources, TEMPLATE_BYTES);
    }

    /** @param exportBytes the most that an export takes */
    GitCheckouts(Path sources, long exportBytes) {
        this.sources = sources;
        this.exportBytes = exportBytes;
    }

    @Override
    public Checkout obtain(WorkspaceId id, Source.Git source, String text, Map<String, String> client, Step step) {
        var home = sources.resolve(id.value());
        var folder = home.resolve(folderName(source));
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                step.unchanged();
                return new Checkout(source, folder.toRealPath(), subfolder(home, source));
            }
            Files.createDirectories(home);
            var partial = home.resolve(".partial");
            var subfolder = whole(partial, source, text, client, step);
            Files.writeString(home.resolve(".subfolder"), subfolder);
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            return new Checkout(source, folder.toRealPath(), subfolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clones; a clone that fails leaves nothing, so that it does not keep a full disk full. */
    private static String whole(Path folder, Source.Git source, String text, Map<String, String> client, Step step)
            throws IOException {
        try {
            return clone(folder, source, Source.credentials(text), client, step);
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** Partial first; whole where the server then refuses the rest. */
    private static String clone(
            Path folder, Source.Git source, Optional<Secret> credentials, Map<String, String> client, Step step)
            throws IOException {
        try {
            delete(folder);
            return new GitRemote(source, credentials, client, step, GitRemote.Extent.PARTIAL).cloneInto(folder);
        } catch (PartialRefusedException refused) {
            step.line("the server allows no partial clone: cloning the whole repository");
            delete(folder);
            return new GitRemote(source, credentials, client, step, GitRemote.Extent.WHOLE).cloneInto(folder);
        }
    }

    @Override
    public Checkout export(Source.Git source, Path folder, Map<String, String> client, Step step) {
        try {
            var room = new Room(folder, exportBytes);
            var git = new GitProgram(source.url(), Optional.empty(), client, step, Optional.of(room));
            var remote = new GitRemote(source, git, step, GitRemote.Extent.TIP);
            var subfolder = remote.cloneInto(folder);
            delete(folder.resolve(".git"));
            return new Checkout(source, folder.toRealPath(), subfolder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(WorkspaceId id) {
        try {
            delete(sources.resolve(id.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String subfolder(Path home, Source.Git source) throws IOException {
        var file = home.resolve(".subfolder");
        return Files.exists(file) ? Files.readString(file) : source.subfolder();
    }

    /** The repository's own name where that can be a folder's name everywhere. */
    static String folderName(Source.Git source) {
        var name = source.title().replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
        return name.isEmpty() ? "repository" : name.substring(0, Math.min(name.length(), 100));
    }

    /** Deletes a tree without following a link in it; folders that were closed to their owner are opened first. */
    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            try (var inside = Files.newDirectoryStream(path)) {
                for (var each : inside) {
                    delete(each);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
