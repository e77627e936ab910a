package dev.taowa.feature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A Feature's archive as those who publish one make it, or as those who mean ill do. */
public final class PackedFeature {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    public PackedFeature() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /** A whole one. */
    public static PackedFeature of(String manifest) {
        return new PackedFeature()
                .folder("./")
                .file("./devcontainer-feature.json", 0644, manifest)
                .file("./install.sh", 0755, "#!/bin/sh\n");
    }

    public PackedFeature file(String name, int mode, String content) {
        var entry = new TarArchiveEntry(name, true);
        entry.setMode(0100000 | mode);
        return add(entry, content.getBytes(StandardCharsets.UTF_8));
    }

    public PackedFeature folder(String name) {
        return add(new TarArchiveEntry(name, true), new byte[0]);
    }

    /** Adds an entry without content, of one of the kinds in {@link TarArchiveEntry}. */
    public PackedFeature special(String name, byte kind, String target) {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    private PackedFeature add(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setSize(content.length);
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] tar() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] tgz() {
        return gzip(tar());
    }

    static byte[] gzip(byte[] plain) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** The manifest of an artifact with this layer. */
    public static byte[] manifest(byte[] layer) {
        return """
                {
                  "schemaVersion": 2,
                  "mediaType": "application/vnd.oci.image.manifest.v1+json",
                  "config": {
                    "mediaType": "application/vnd.devcontainers",
                    "digest": "%s",
                    "size": 2
                  },
                  "layers": [
                    {
                      "mediaType": "application/vnd.devcontainers.layer.v1+tar",
                      "digest": "%s",
                      "size": %d
                    }
                  ]
                }
                """.formatted(Digest.of(CONFIG), Digest.of(layer), layer.length).getBytes(StandardCharsets.UTF_8);
    }

    /** The configuration that each manifest names. */
    public static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);
}
