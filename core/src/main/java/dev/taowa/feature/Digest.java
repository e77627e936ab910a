package dev.taowa.feature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {

    private static final String PREFIX = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256: " + hex);
        }
    }

    /** Parses {@code sha256:…}. */
    public static Optional<Digest> parse(String text) {
        if (!text.startsWith(PREFIX)
                || !HEX.matcher(text.substring(PREFIX.length())).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Digest(text.substring(PREFIX.length())));
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return finish(start(), bytes);
    }

    /** Begins one of bytes that come in parts. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digest of what was given to the one that was begun, and these. */
    public static Digest finish(MessageDigest started, byte... last) {
        return new Digest(HexFormat.of().formatHex(started.digest(last)));
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
