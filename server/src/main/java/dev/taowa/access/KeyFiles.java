package dev.taowa.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Ed25519 key pairs in the files and formats of OpenSSH. */
final class KeyFiles {

    private static final int ED25519_BITS = 256;

    private KeyFiles() {}

    static KeyPair generate() throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, ED25519_BITS);
    }

    /** The pair in the file, made once; its public half lies beside it as {@code .pub}. */
    static KeyPair obtain(Path file, String comment) throws IOException, GeneralSecurityException {
        var keys = Files.exists(file) ? read(file) : generate();
        PrivateFile.write(
                file.resolveSibling(file.getFileName() + ".pub"),
                (publicLine(keys.getPublic()) + " " + comment + "\n").getBytes(StandardCharsets.UTF_8));
        if (!Files.exists(file)) {
            PrivateFile.write(file, privateBytes(keys, comment));
        }
        return keys;
    }

    static byte[] privateBytes(KeyPair keys, String comment) throws IOException, GeneralSecurityException {
        var bytes = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, comment, null, bytes);
        return bytes.toByteArray();
    }

    /** Type and base64, as in {@code authorized_keys}; a certificate is written so too. */
    static String publicLine(PublicKey key) {
        return PublicKeyEntry.toString(key);
    }

    private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(file)) {
            var found = SecurityUtils.loadKeyPairIdentities(
                    null, new PathResource(file), stream, FilePasswordProvider.EMPTY);
            if (found == null || !found.iterator().hasNext()) {
                throw new IOException(file + " holds no private key");
            }
            return found.iterator().next();
        }
    }
}
