package dev.taowa.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Body in HTTP's chunked encoding; an end without the last chunk is an error, because the sender died. */
final class ChunkedInput extends InputStream {

    private final InputStream in;
    private long left;
    private boolean ended;
    private boolean first = true;

    ChunkedInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        var count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the server closed the connection in the middle");
        }
        left -= count;
        return count;
    }

    private void next() throws IOException {
        if (!first) {
            HttpCall.line(in);
        }
        first = false;
        var size = HttpCall.line(in);
        var semicolon = size.indexOf(';');
        left = Long.parseLong((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
        ended = left == 0;
    }
}
