package dev.taowa.driver.podman.root;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * What travels between a user's process and the helper: a byte of kind, four of length, then the content. Never reads
 * beyond a frame, for what follows may be a dialled connection's own bytes.
 */
final class Frames {

    static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    /** Room for the largest file that is read or written, as base64. */
    static final int LIMIT_BYTES = 12 << 20;

    private static final int HEAD_BYTES = 5;

    private Frames() {}

    /** What a frame holds: JSON, or a line of a program's output or errors. */
    enum Kind {
        JSON('J'),
        OUTPUT('O'),
        ERROR('E');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        static Kind of(byte code) throws IOException {
            for (var kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IOException("not a frame: its kind is %d".formatted(code));
        }
    }

    record Frame(Kind kind, String text) {}

    static void writeJson(SocketChannel channel, Object value) throws IOException {
        write(channel, Kind.JSON, JSON.writeValueAsBytes(value));
    }

    static void writeLine(SocketChannel channel, Line line) throws IOException {
        write(channel, line.error() ? Kind.ERROR : Kind.OUTPUT, line.text().getBytes(StandardCharsets.UTF_8));
    }

    static Frame read(SocketChannel channel) throws IOException {
        var head = read(channel, HEAD_BYTES);
        var kind = Kind.of(head.get());
        var length = head.getInt();
        if (length < 0 || length > LIMIT_BYTES) {
            throw new IOException("not a frame: %d bytes".formatted(length));
        }
        var content = read(channel, length);
        return new Frame(kind, StandardCharsets.UTF_8.decode(content).toString());
    }

    private static void write(SocketChannel channel, Kind kind, byte[] content) throws IOException {
        if (content.length > LIMIT_BYTES) {
            throw new IOException("too much for one frame: %d bytes".formatted(content.length));
        }
        var frame = ByteBuffer.allocate(HEAD_BYTES + content.length);
        frame.put(kind.code).putInt(content.length).put(content).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the connection ended");
            }
        }
        return buffer.flip();
    }
}
