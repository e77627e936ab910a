package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Root's powers in this process, which is root's. */
final class LocalRoot implements Root {

    private static final int READ_LIMIT_BYTES = 8 << 20;
    private static final FileOwner ROOT = new FileOwner(0, 0);

    private final OwnFolders folders;
    private final FileOwner user;
    private final MappedMounts mounts;
    private final Services services;
    private final NetworkDoor door = new NetworkDoor();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalRoot(OwnFolders folders, FileOwner user) {
        this.folders = folders;
        this.user = user;
        this.mounts = new MappedMounts(folders);
        this.services = new Services(folders, user);
    }

    static LocalRoot of(String stateId) {
        return servingUser(stateId, ROOT);
    }

    /** For a helper: files that are handed over go to this user. */
    static LocalRoot servingUser(String stateId, FileOwner user) {
        return new LocalRoot(OwnFolders.obtain(stateId), user);
    }

    @Override
    public Path runFolder() {
        return folders.run();
    }

    @Override
    public int run(Program program, Consumer<Line> lines) {
        return Programs.run(program, lines);
    }

    @Override
    public Service obtainService(String name, Program program) {
        return services.obtain(name, program);
    }

    @Override
    public List<Path> mountMapped(MappedMount mount) {
        return mounts.mount(mount);
    }

    @Override
    public boolean isMapped(Path target) {
        return mounts.isMapped(target);
    }

    @Override
    public boolean canMap(Path folder) {
        return mounts.canMap(folder);
    }

    @Override
    public void unmount(Path target) {
        mounts.unmount(target);
    }

    @Override
    public SocketChannel dial(long pid, int port) throws IOException {
        return door.dial(pid, port);
    }

    @Override
    public FileOwner owner(Path file) {
        try {
            return FileStatus.of(file).owner();
        } catch (NoSuchFileException thrown) {
            throw RootProblems.sourceMissing(file);
        } catch (IOException thrown) {
            throw RootProblems.failed("reading the owner of " + file, thrown);
        }
    }

    @Override
    public Optional<byte[]> read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var content = stream.readNBytes(READ_LIMIT_BYTES + 1);
            if (content.length > READ_LIMIT_BYTES) {
                throw RootProblems.failed("reading " + file, new IOException("it is larger than 8 MiB"));
            }
            return Optional.of(content);
        } catch (NoSuchFileException thrown) {
            return Optional.empty();
        } catch (IOException thrown) {
            // files of a process that has just ended
            if (file.startsWith("/proc")) {
                return Optional.empty();
            }
            throw RootProblems.failed("reading " + file, thrown);
        }
    }

    @Override
    public void write(Path file, byte[] content, int mode) {
        folders.write(file, content, mode);
    }

    @Override
    public void makeFolder(Path folder) {
        folders.make(folder);
    }

    @Override
    public void delete(Path path) {
        mounts.delete(path);
    }

    @Override
    public void handOver(Path file) {
        folders.handOver(file, user);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            services.close();
            folders.leave();
        }
    }
}
