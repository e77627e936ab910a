package dev.taowa.cli.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Body of a known length; an earlier end is an error, because the sender died. */
final class SizedInput extends InputStream {

    private final InputStream in;
    private long left;

    SizedInput(InputStream in, long length) {
        this.in = in;
        this.left = length;
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
        if (left == 0) {
            return -1;
        }
        var count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the server closed the connection in the middle");
        }
        left -= count;
        return count;
    }
}
