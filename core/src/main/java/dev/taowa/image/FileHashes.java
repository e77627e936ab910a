package dev.taowa.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes of files, kept while a file's size, times and inode stay: a large context is read once. */
final class FileHashes {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LIMIT = 200_000;

    private final ConcurrentHashMap<Path, Known> known = new ConcurrentHashMap<>();

    private record Known(String state, String hash) {}

    String of(Path file) {
        try {
            var attributes =
                    Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino,dev", LinkOption.NOFOLLOW_LINKS);
            var state = "%s %s %s %s %s"
                    .formatted(
                            attributes.get("size"),
                            attributes.get("lastModifiedTime"),
                            attributes.get("ctime"),
                            attributes.get("ino"),
                            attributes.get("dev"));
            var found = known.get(file);
            if (found != null && found.state.equals(state)) {
                return found.hash;
            }
            var hash = read(file);
            if (known.size() >= LIMIT) {
                known.clear();
            }
            known.put(file, new Known(state, hash));
            return hash;
        } catch (IOException e) {
            throw ContextReader.unreadable(e);
        }
    }

    private static String read(Path file) throws IOException {
        var digest = InputHash.sha256();
        var buffer = new byte[BUFFER_BYTES];
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
