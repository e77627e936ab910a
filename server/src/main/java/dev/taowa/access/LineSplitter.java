package dev.taowa.access;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Gives out what is written to it line by line, read as UTF-8. A line ends with LF, CR or CRLF, since programs that
 * redraw a progress bar write CR alone; one longer than the limit is given in parts, so that memory stays bounded.
 */
final class LineSplitter extends OutputStream {

    static final int LIMIT_BYTES = 16 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> lines;
    private boolean afterReturn;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        var end = offset + length;
        for (var at = offset; at < end; ) {
            var value = bytes[at];
            var redrawn = afterReturn && value != '\n' && line.size() > 0;
            if (value == '\n' || redrawn) {
                emit();
            }
            afterReturn = value == '\r';
            if (value == '\n' || value == '\r') {
                at++;
                continue;
            }
            if (isFull(value)) {
                emit();
            }
            var run = run(bytes, at, end);
            line.write(bytes, at, run);
            at += run;
        }
    }

    /** How many bytes from {@code at} on go into the line without a further look: at least one. */
    private int run(byte[] bytes, int at, int end) {
        var last = Math.min(end, at + Math.max(1, LIMIT_BYTES - line.size()));
        var next = at + 1;
        while (next < last && bytes[next] != '\n' && bytes[next] != '\r') {
            next++;
        }
        return next - at;
    }

    /** Parts never end inside a character, unless the bytes are not UTF-8 at all. */
    private boolean isFull(byte next) {
        var continues = (next & 0xC0) == 0x80;
        return line.size() >= LIMIT_BYTES && (!continues || line.size() >= LIMIT_BYTES + 4);
    }

    /** Gives out what is left of a last line without an end. */
    @Override
    public void close() {
        if (line.size() > 0) {
            emit();
        }
    }

    private void emit() {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(text);
    }
}
