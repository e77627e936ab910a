package dev.taowa.driver.podman;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A container's output as the engine tells it: frames of a stream's number, three bytes, a length and so many bytes
 * (docs.docker.com, Engine API, "Attach to a container", stream format).
 */
final class OutputFrames {

    private static final int LONGEST_LINE = 64 * 1024;

    private OutputFrames() {}

    /** Tells the lines of both streams until the engine ends the answer; longer ones come in pieces. */
    static void read(InputStream body, Consumer<String> lines) throws IOException {
        var input = new DataInputStream(body);
        var line = new ByteArrayOutputStream();
        while (skippedHead(input)) {
            for (var left = input.readInt(); left > 0; left--) {
                var next = input.readByte();
                if (next == '\n' || line.size() == LONGEST_LINE) {
                    lines.accept(line.toString(StandardCharsets.UTF_8));
                    line.reset();
                }
                if (next != '\n') {
                    line.write(next);
                }
            }
        }
        if (line.size() > 0) {
            lines.accept(line.toString(StandardCharsets.UTF_8));
        }
    }

    private static boolean skippedHead(DataInputStream input) throws IOException {
        try {
            input.readInt();
            return true;
        } catch (EOFException e) {
            return false;
        }
    }
}
