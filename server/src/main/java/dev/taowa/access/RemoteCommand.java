package dev.taowa.access;

import dev.taowa.dial.Command;
import dev.taowa.dial.ShellWord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

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

    /**
     * Tells the process id, which is that of the process group as well, on stderr, and turns into the program. sshd could
     * signal a command itself (RFC 4254, 6.9), but OpenSSH refuses to for root.
     */
    private static final String SCRIPT = "printf 'taowa-pid:%s\\n' \"$$\" >&2; cd -- \"$0\" && exec \"$@\"";

    private static final Pattern PID = Pattern.compile("taowa-pid:(\\d{1,10})");

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> pid = new AtomicReference<>();
    private final ClientSession session;
    private final ChannelExec channel;
    private final LineSplitter out;
    private final LineSplitter err;

    private RemoteCommand(ClientSession session, String line, Consumer<String> lines) throws IOException {
        this.session = session;
        channel = session.createExecChannel(line, StandardCharsets.UTF_8, null, Map.of());
        out = new LineSplitter(lines);
        err = new LineSplitter(text -> error(text, lines));
        channel.setOut(out);
        channel.setErr(err);
        channel.addCloseFutureListener(_ -> closed.countDown());
    }

    private void error(String text, Consumer<String> lines) {
        var told = PID.matcher(text);
        if (pid.get() == null && told.matches()) {
            pid.set(told.group(1));
            return;
        }
        lines.accept(text);
    }

    /** Starts it with nothing to read on stdin; when this throws, nothing has run. */
    static RemoteCommand start(ClientSession session, Command command, Consumer<String> lines) throws IOException {
        var argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, command.folder()));
        argv.addAll(command.argv());
        var told = new Command(command.user(), argv, command.environment(), "/");
        var running = new RemoteCommand(session, told.shellLine(), lines);
        running.channel.open().verify(OPEN_TIMEOUT);
        running.channel.getInvertedIn().close();
        return running;
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

    /** Closing the channel alone would let the command run on. */
    private void end() {
        try {
            signal("TERM");
            if (!closedWithin(GRACE)) {
                signal("KILL");
                closedWithin(GRACE);
            }
        } catch (IOException ignored) {
            // The connection is gone; there is nothing left to ask.
        } finally {
            channel.close(true);
        }
    }

    /** Signals the process group through a channel of its own. */
    private void signal(String name) throws IOException {
        var group = pid.get();
        if (group == null) {
            return;
        }
        var line = ShellWord.join(List.of("kill", "-" + name, "--", "-" + group));
        try (var kill = session.createExecChannel(line, StandardCharsets.UTF_8, null, Map.of())) {
            kill.setOut(OutputStream.nullOutputStream());
            kill.setErr(OutputStream.nullOutputStream());
            kill.open().verify(GRACE);
            kill.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), GRACE);
        }
    }

    private boolean closedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            return false;
        }
    }
}
