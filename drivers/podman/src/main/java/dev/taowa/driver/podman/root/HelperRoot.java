package dev.taowa.driver.podman.root;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Root's powers through the helper of this user; each call is a connection of its own, so an interrupt that closes it
 * cancels the call. One more connection is held open: the helper lives for as long as it does.
 */
final class HelperRoot implements Root {

    private static final TypeReference<List<Path>> PATHS = new TypeReference<>() {};

    private final Path runFolder;
    private @Nullable SocketChannel held;

    private HelperRoot(Path runFolder) {
        this.runFolder = runFolder;
    }

    /** PRIVILEGE_REFUSED when no helper answers. */
    static HelperRoot connect(String stateId) {
        var root = new HelperRoot(OwnFolders.runFolder(stateId));
        try {
            root.hold();
        } catch (IOException thrown) {
            throw RootProblems.noPrivilege(stateId, thrown);
        }
        return root;
    }

    static Path socket(Path runFolder) {
        return runFolder.resolve("root.sock");
    }

    @Override
    public Path runFolder() {
        return runFolder;
    }

    @Override
    public int run(Program program, Consumer<Line> lines) {
        return value(new Call.Run(program), lines, new TypeReference<Integer>() {});
    }

    @Override
    public Service obtainService(String name, Program program) {
        return value(new Call.Obtain(name, program), new TypeReference<Service>() {});
    }

    @Override
    public List<Path> mountMapped(MappedMount mount) {
        return value(new Call.Mount(mount), PATHS);
    }

    @Override
    public boolean isMapped(Path target) {
        return value(new Call.IsMapped(target), new TypeReference<Boolean>() {});
    }

    @Override
    public boolean canMap(Path folder) {
        return value(new Call.CanMap(folder), new TypeReference<Boolean>() {});
    }

    @Override
    public void unmount(Path target) {
        perform(new Call.Unmount(target));
    }

    @Override
    public SocketChannel dial(long pid, int port) throws IOException {
        var channel = open();
        try {
            answer(channel, new Call.Dial(pid, port), line -> {}).orThrow();
            return channel;
        } catch (IOException | RuntimeException thrown) {
            channel.close();
            throw thrown;
        }
    }

    @Override
    public FileOwner owner(Path file) {
        return value(new Call.Owner(file), new TypeReference<FileOwner>() {});
    }

    @Override
    public Optional<byte[]> read(Path file) {
        return value(new Call.Read(file), new TypeReference<Optional<String>>() {})
                .map(Base64.getDecoder()::decode);
    }

    @Override
    public void write(Path file, byte[] content, int mode) {
        perform(Call.Write.of(file, content, mode));
    }

    @Override
    public void makeFolder(Path folder) {
        perform(new Call.MakeFolder(folder));
    }

    @Override
    public void delete(Path path) {
        perform(new Call.Delete(path));
    }

    @Override
    public void handOver(Path file) {
        perform(new Call.HandOver(file));
    }

    /** Lets go of the helper, which ends its services when nobody else comes. */
    @Override
    public synchronized void close() {
        if (held != null) {
            try {
                held.close();
            } catch (IOException thrown) {
                throw new UncheckedIOException(thrown);
            }
            held = null;
        }
    }

    private void perform(Call call) {
        value(call, new TypeReference<Optional<String>>() {});
    }

    private <T> T value(Call call, TypeReference<T> type) {
        return value(call, line -> {}, type);
    }

    private <T> T value(Call call, Consumer<Line> lines, TypeReference<T> type) {
        try (var channel = open()) {
            var answer = answer(channel, call, lines);
            answer.orThrow();
            return Frames.JSON.convertValue(answer.value(), type);
        } catch (ClosedByInterruptException thrown) {
            Thread.interrupted();
            throw RootProblems.cancelled(thrown);
        } catch (IOException thrown) {
            throw RootProblems.helperLost(thrown);
        }
    }

    private static Answer answer(SocketChannel channel, Call call, Consumer<Line> lines) throws IOException {
        Frames.writeJson(channel, call);
        while (true) {
            var frame = Frames.read(channel);
            switch (frame.kind()) {
                case OUTPUT -> lines.accept(new Line(false, frame.text()));
                case ERROR -> lines.accept(new Line(true, frame.text()));
                case JSON -> {
                    return Frames.JSON.readValue(frame.text(), Answer.class);
                }
            }
        }
    }

    private SocketChannel open() throws IOException {
        hold();
        return connect();
    }

    /** Holds a connection to the helper of now, which may be another than a moment ago. */
    private synchronized void hold() throws IOException {
        if (held != null && held.isOpen()) {
            return;
        }
        var channel = connect();
        try {
            var answer = answer(channel, new Call.Hello(Call.PROTOCOL), line -> {});
            answer.orThrow();
        } catch (IOException | RuntimeException thrown) {
            channel.close();
            throw thrown;
        }
        held = channel;
        Thread.startVirtualThread(() -> closeAtEnd(channel));
    }

    private static void closeAtEnd(SocketChannel channel) {
        try (channel) {
            Frames.read(channel);
        } catch (IOException thrown) {
            // the helper ended, or we let go
        }
    }

    private SocketChannel connect() throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket(runFolder)));
            if (!Peers.isRoot(channel)) {
                throw new IOException("its socket is not root's");
            }
            return channel;
        } catch (IOException | RuntimeException thrown) {
            channel.close();
            throw thrown;
        }
    }
}
