package dev.taowa.workspace;

import java.nio.charset.StandardCharsets;

/** Bytes that never show in a log, a message or a command line: {@code toString} tells nothing. */
public final class Secret {

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] reveal() {
        return bytes.clone();
    }

    public String revealText() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
