package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What a folder holds, as one digest: of names, kinds and contents, whatever order they are told in. */
final class FolderDigest implements SourceTree.Visitor {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<String, String> entries = new TreeMap<>();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytes;

    /** Whether nothing was told under this name. */
    boolean lacks(String name) {
        return !entries.containsKey(name);
    }

    @Override
    public void folder(String name) throws IOException {
        put(name, "folder");
    }

    @Override
    public void file(String name, boolean executable, InputStream content) throws IOException {
        var hash = Digest.start();
        for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            bytes += read;
            if (bytes > FolderWriter.MOST_BYTES) {
                throw new IOException("more than a Feature may hold");
            }
            hash.update(buffer, 0, read);
        }
        put(name, file(executable, Digest.finish(hash)));
    }

    @Override
    public void link(String name, String target) throws IOException {
        put(name, "link " + target);
    }

    /** Takes in what was read already. */
    void add(String name, boolean executable, Digest content) {
        entries.put(name, file(executable, content));
    }

    private static String file(boolean executable, Digest content) {
        return (executable ? "program " : "file ") + content;
    }

    private void put(String name, String content) throws IOException {
        entries.put(name, content);
        if (entries.size() > FolderWriter.MOST_ENTRIES) {
            throw new IOException("more than a Feature may hold");
        }
    }

    Digest digest() {
        var hash = Digest.start();
        entries.forEach((name, content) -> {
            hash.update(name.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            hash.update(content.getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
        });
        return Digest.finish(hash);
    }
}
