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
        var redrawn = afterReturn && value != '\n' && line.size() > 0;
        if (value == '\n' || redrawn) {
            emit();
        }
        afterReturn = value == '\r';
        if (value == '\n' || value == '\r') {
            return;
        }
        if (isFull((byte) value)) {
            emit();
        }
        line.write(value);
    }

    /** Parts never end inside a character, unless the bytes are not UTF-8 at all. */
    private boolean isFull(byte next) {
        var continues = (next & 0xC0) == 0x80;
        return line.size() >= LIMIT_BYTES && (!continues || line.size() >= LIMIT_BYTES + 4);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (var i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
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
