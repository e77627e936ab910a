package dev.taowa.driver.podman.root;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The helper's side of the socket: does for its one user what the calls ask, until nobody is connected. */
final class RootServer implements AutoCloseable {

    private static final int ALL_BUT_OWNER = 0177;

    private final Root root;
    private final Path socket;
    private final ServerSocketChannel listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int connections;
    private long changes;

    private RootServer(Root root, Path socket, ServerSocketChannel listener) {
        this.root = root;
        this.socket = socket;
        this.listener = listener;
    }

    /** Listens; the socket is the user's from its first moment that anybody could open it. */
    static RootServer listen(Root root) throws IOException {
        var socket = HelperRoot.socket(root.runFolder());
        Files.deleteIfExists(socket);
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        var mask = Native.maskPermissions(ALL_BUT_OWNER);
        try {
            listener.bind(UnixDomainSocketAddress.of(socket));
        } finally {
            Native.maskPermissions(mask);
        }
        root.handOver(socket);
        var server = new RootServer(root, socket, listener);
        Thread.ofVirtual().name("accept").start(server::accept);
        return server;
    }

    /** Returns when for so long nobody has been connected, or nobody came at first; from then on nobody can. */
    void awaitIdle(Duration first, Duration idle) throws InterruptedException {
        lock.lock();
        try {
            var left = first.toNanos();
            var seen = changes;
            while (left > 0 || connections > 0) {
                if (connections > 0) {
                    changed.await();
                } else {
                    left = changed.awaitNanos(left);
                }
                if (changes != seen) {
                    seen = changes;
                    left = idle.toNanos();
                }
            }
            close();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            Files.deleteIfExists(socket);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private void accept() {
        try {
            while (true) {
                var channel = listener.accept();
                count(1);
                Thread.ofVirtual().name("call").start(() -> serve(channel));
            }
        } catch (IOException thrown) {
            // closed: the helper ends
        }
    }

    private void count(int change) {
        lock.lock();
        try {
            connections += change;
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            if (Peers.isOwnerOrRoot(channel, socket)) {
                serveTrusted(channel);
            }
        } catch (IOException | InterruptedException thrown) {
            // the peer went away, which cancels its call
        } finally {
            count(-1);
        }
    }

    private void serveTrusted(SocketChannel channel) throws IOException, InterruptedException {
        var call = readCall(channel);
        if (call == null) {
            return;
        }
        if (call instanceof Call.Dial dial) {
            relay(channel, dial);
            return;
        }
        if (call instanceof Call.Hello hello) {
            greet(channel, hello);
            return;
        }
        var worker = Thread.currentThread();
        var watch = Thread.startVirtualThread(() -> interruptAtEnd(channel, worker));
        try {
            Frames.writeJson(channel, answer(call, channel));
        } finally {
            channel.shutdownInput();
            watch.join();
        }
    }

    private static @Nullable Call readCall(SocketChannel channel) throws IOException {
        var frame = Frames.read(channel);
        try {
            return Frames.JSON.readValue(frame.text(), Call.class);
        } catch (JsonProcessingException thrown) {
            Frames.writeJson(channel, Answer.of(bug("not a call: " + thrown.getOriginalMessage())));
            return null;
        }
    }

    private static void greet(SocketChannel channel, Call.Hello hello) throws IOException {
        if (hello.protocol() != Call.PROTOCOL) {
            var other = new Problem(
                    ProblemCode.PRIVILEGE_REFUSED,
                    "the root helper that runs is of another version of Taowa",
                    "wait half a minute until it has ended, then run the same command again");
            Frames.writeJson(channel, Answer.of(other));
            return;
        }
        Frames.writeJson(channel, Answer.of(json(Call.PROTOCOL)));
        Frames.read(channel);
    }

    private void relay(SocketChannel channel, Call.Dial dial) throws IOException, InterruptedException {
        try (var inside = root.dial(dial.pid(), dial.port())) {
            Frames.writeJson(channel, Answer.of(json(true)));
            Relay.between(channel, inside);
        } catch (IOException thrown) {
            Frames.writeJson(channel, Answer.of(thrown));
        } catch (ProblemException thrown) {
            Frames.writeJson(channel, Answer.of(thrown.problem()));
        } catch (IllegalArgumentException thrown) {
            Frames.writeJson(channel, Answer.of(bug(String.valueOf(thrown.getMessage()))));
        }
    }

    private Answer answer(Call call, SocketChannel channel) {
        try {
            return Answer.of(value(call, channel));
        } catch (ProblemException thrown) {
            return Answer.of(thrown.problem());
        } catch (RuntimeException thrown) {
            return Answer.of(bug(thrown.toString()));
        }
    }

    private JsonNode value(Call call, SocketChannel channel) {
        return switch (call) {
            case Call.Run run -> json(root.run(run.program(), line -> send(channel, line)));
            case Call.Obtain obtain -> json(root.obtainService(obtain.name(), obtain.program()));
            case Call.Mount mount -> json(root.mountMapped(mount.mount()));
            case Call.IsMapped asked -> json(root.isMapped(asked.target()));
            case Call.CanMap asked -> json(root.canMap(asked.folder()));
            case Call.Owner asked -> json(root.owner(asked.file()));
            case Call.Read read -> json(root.read(read.file()).map(Base64.getEncoder()::encodeToString));
            case Call.Unmount unmount -> done(() -> root.unmount(unmount.target()));
            case Call.Write write -> done(() -> root.write(write.file(), write.content(), write.mode()));
            case Call.MakeFolder make -> done(() -> root.makeFolder(make.folder()));
            case Call.Delete delete -> done(() -> root.delete(delete.path()));
            case Call.HandOver handOver -> done(() -> root.handOver(handOver.file()));
            case Call.Dial dial -> throw new IllegalStateException("relayed: " + dial);
            case Call.Hello hello -> throw new IllegalStateException("greeted: " + hello);
        };
    }

    private static JsonNode done(Runnable work) {
        work.run();
        return json("");
    }

    private static JsonNode json(Object value) {
        return Frames.JSON.valueToTree(value);
    }

    private static void send(SocketChannel channel, Line line) {
        try {
            Frames.writeLine(channel, line);
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /** A peer sends nothing more after its call; the end of its side means that it gave up. */
    private static void interruptAtEnd(SocketChannel channel, Thread worker) {
        try {
            Frames.read(channel);
        } catch (IOException thrown) {
            worker.interrupt();
        }
    }

    private static Problem bug(String what) {
        return new Problem(ProblemCode.BUG, "the root helper was asked wrongly: " + what, "please report this");
    }
}
