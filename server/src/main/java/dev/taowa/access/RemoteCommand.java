package dev.taowa.access;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;

/** A command under way on a channel of a connection. */
final class RemoteCommand {

    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(30);

    /** What a command has for cleaning up after TERM, before KILL. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Added to a signal's number, as shells do. */
    private static final int SIGNALLED = 128;

    /** Numbers of signal(7) by the names of RFC 4254, 6.10. */
    private static final Map<String, Integer> SIGNALS = Map.ofEntries(
            Map.entry("HUP", 1),
            Map.entry("INT", 2),
            Map.entry("QUIT", 3),
            Map.entry("ILL", 4),
            Map.entry("ABRT", 6),
            Map.entry("FPE", 8),
            Map.entry("KILL", 9),
            Map.entry("USR1", 10),
            Map.entry("SEGV", 11),
            Map.entry("USR2", 12),
            Map.entry("PIPE", 13),
            Map.entry("ALRM", 14),
            Map.entry("TERM", 15));

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ChannelExec channel;
    private final LineSplitter out;
    private final LineSplitter err;

    private RemoteCommand(ChannelExec channel, Consumer<String> lines) {
        this.channel = channel;
        out = new LineSplitter(lines);
        err = new LineSplitter(lines);
        channel.setOut(out);
        channel.setErr(err);
        channel.addCloseFutureListener(_ -> closed.countDown());
    }

    /** Starts it with nothing to read on stdin; when this throws, nothing has run. */
    static RemoteCommand start(ClientSession session, String line, Consumer<String> lines) throws IOException {
        var channel = session.createExecChannel(line, StandardCharsets.UTF_8, null, Map.of());
        var command = new RemoteCommand(channel, lines);
        channel.open().verify(OPEN_TIMEOUT);
        channel.getInvertedIn().close();
        return command;
    }

    /** Waits for its end and returns its exit status; an interrupt ends it first. */
    int finish() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException thrown) {
            end();
            var interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(thrown);
            throw interrupted;
        }
        out.close();
        err.close();
        return exitStatus();
    }

    private int exitStatus() throws IOException {
        var status = channel.getExitStatus();
        if (status != null) {
            return status;
        }
        var signal = channel.getExitSignal();
        if (signal != null) {
            return SIGNALLED + SIGNALS.getOrDefault(signal, 0);
        }
        throw new IOException("the connection to the workspace ended before the command did");
    }

    /** Asks sshd to signal the command's process group (RFC 4254, 6.9): closing the channel alone would let it run on. */
    private void end() {
        try {
            signal("TERM");
            if (!closedWithin(GRACE)) {
                signal("KILL");
                closedWithin(GRACE);
            }
        } catch (IOException ignored) {
            // The connection is gone, so sshd ends what it can itself.
        } finally {
            channel.close(true);
        }
    }

    private void signal(String name) throws IOException {
        var packet = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        packet.putUInt(channel.getRecipient());
        packet.putString("signal");
        packet.putBoolean(false);
        packet.putString(name);
        channel.writePacket(packet);
    }

    private boolean closedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            return false;
        }
    }
}
