package dev.taowa.access;

import dev.taowa.dial.Dialer;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection to an SSH server, for what it says first. */
final class Banner implements SshProbe.Attempt {

    private static final int SSH_PORT = 22;

    private final Dialer dialer;
    private @Nullable SocketChannel current;
    private boolean over;

    Banner(Dialer dialer) {
        this.dialer = dialer;
    }

    @Override
    public boolean succeeds() {
        try (var channel = dialer.dial(SSH_PORT)) {
            return keep(channel) && sendsBanner(channel);
        } catch (IOException | ProblemException notYet) {
            return false;
        }
    }

    private synchronized boolean keep(SocketChannel channel) {
        current = channel;
        return !over;
    }

    private static boolean sendsBanner(SocketChannel channel) throws IOException {
        var wanted = ByteBuffer.wrap("SSH-2.0-".getBytes(StandardCharsets.US_ASCII));
        var got = ByteBuffer.allocate(wanted.remaining());
        while (got.hasRemaining()) {
            if (channel.read(got) < 0) {
                return false;
            }
        }
        return got.flip().equals(wanted);
    }

    /** Ends a wait for the banner by closing its channel, so that no thread is interrupted inside a dialer. */
    @Override
    public synchronized void close() {
        over = true;
        if (current == null) {
            return;
        }
        try {
            current.close();
        } catch (IOException ignored) {
            // Nobody reads from it any more.
        }
    }
}
