package dev.taowa.image;

import dev.taowa.workspace.ImageTag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The hash of everything that goes into an image. Each part has a name and its length, so that no two inputs meet. */
final class InputHash {

    private static final int NAMED_BYTES = 12;

    private final MessageDigest digest = sha256();

    InputHash add(String name, String value) {
        return add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    InputHash add(String name, byte[] value) {
        var label = name.getBytes(StandardCharsets.UTF_8);
        digest.update((label.length + ":" + value.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(label);
        digest.update(value);
        return this;
    }

    /** In the order given; the caller sorts where order means nothing. */
    InputHash addAll(String name, Collection<String> values) {
        add(name, Integer.toString(values.size()));
        values.forEach(value -> add(name, value));
        return this;
    }

    /** In the order of the keys. */
    InputHash addAll(String name, Map<String, String> values) {
        add(name, Integer.toString(values.size()));
        new TreeMap<>(values).forEach((key, value) -> add(name, key).add(key, value));
        return this;
    }

    InputHash add(ContextEntry entry, FileHashes files) {
        add("path", entry.path()).add("mode", Integer.toOctalString(entry.mode()));
        return switch (entry) {
            case ContextEntry.Folder folder -> add("folder", "");
            case ContextEntry.Link link -> add("link", link.target());
            case ContextEntry.Stored stored -> add("stored", files.of(stored.file()));
            case ContextEntry.Given given -> add("given", given.content().bytes());
        };
    }

    /** The tag of an image of ours; ends this hash. */
    ImageTag tag(String kind) {
        return new ImageTag(
                "localhost/taowa/" + kind + ":" + HexFormat.of().formatHex(digest.digest(), 0, NAMED_BYTES));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
