package dev.taowa.cli.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;

/** Reads until when a certificate of OpenSSH holds; the format is that of PROTOCOL.certkeys for ed25519 keys. */
final class CertificateTime {

    private CertificateTime() {}

    /** The end of its time, or the distant past when the file holds no such certificate. */
    static Instant end(Path file) {
        try {
            var words = Files.readString(file).split(" ", 3);
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(words[1].strip()));
            skipString(bytes); // type
            skipString(bytes); // nonce
            skipString(bytes); // key
            bytes.getLong(); // serial
            bytes.getInt(); // user or host
            skipString(bytes); // id
            skipString(bytes); // principals
            bytes.getLong(); // valid after
            return Instant.ofEpochSecond(bytes.getLong());
        } catch (IOException | RuntimeException unreadable) {
            return Instant.MIN;
        }
    }

    private static void skipString(ByteBuffer bytes) {
        var length = bytes.getInt();
        bytes.position(bytes.position() + length);
    }
}
