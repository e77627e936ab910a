package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Carries bytes both ways between two connections until both directions have ended. */
final class Relay {

    private static final int BUFFER_BYTES = 128 << 10;

    private Relay() {}

    /** Returns when all is carried; closes neither. */
    static void between(SocketChannel left, SocketChannel right) throws InterruptedException {
        var back = Thread.startVirtualThread(() -> carry(right, left));
        carry(left, right);
        back.join();
    }

    private static void carry(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException thrown) {
            // one side broke: the other must learn of it
            close(from);
            close(to);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException thrown) {
            // it is of no use any more
        }
    }
}
