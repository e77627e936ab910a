package dev.taowa.driver.podman.root;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Cuts a program's output into lines; a carriage return ends one too, as progress displays use it. */
final class LineReader {

    private static final int LONGEST_BYTES = 64 << 10;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final boolean error;
    private final LineGate gate;
    private boolean afterReturn;

    private LineReader(boolean error, LineGate gate) {
        this.error = error;
        this.gate = gate;
    }

    static void read(InputStream stream, boolean error, LineGate gate) {
        var reader = new LineReader(error, gate);
        var buffer = new byte[8192];
        try (stream) {
            for (var count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                for (var index = 0; index < count; index++) {
                    reader.take(buffer[index]);
                }
            }
        } catch (IOException thrown) {
            // the program was ended
        }
        if (reader.line.size() > 0) {
            reader.give();
        }
    }

    private void take(byte next) {
        var returned = afterReturn;
        afterReturn = next == '\r';
        if (next == '\n' && returned) {
            return;
        }
        if (next == '\n' || next == '\r') {
            give();
            return;
        }
        line.write(next);
        if (line.size() == LONGEST_BYTES) {
            give();
        }
    }

    private void give() {
        gate.accept(new Line(error, line.toString(StandardCharsets.UTF_8)));
        line.reset();
    }
}
