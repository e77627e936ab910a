package dev.taowa.definition;

import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureCache;
import dev.taowa.template.TemplateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Folders of what templates came to, each named by its content, so that the same choice is the same folder. */
final class TemplateFolders {

    private final Path cache;

    /** @param cache made if need be; threads and processes may share it */
    TemplateFolders(Path cache) {
        this.cache = cache;
    }

    /** The folder that holds just these files. */
    Path obtain(List<TemplateFile> files) {
        var digest = digest(files);
        try {
            var kept = new FeatureCache(cache);
            var known = kept.findFolder(digest);
            if (known.isPresent()) {
                return known.get();
            }
            var fresh = kept.freshFolder();
            try {
                for (var file : files) {
                    write(fresh.resolve(file.path()), file);
                }
                return kept.keepFolder(digest, fresh);
            } finally {
                FeatureCache.delete(fresh);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path path, TemplateFile file) throws IOException {
        Files.createDirectories(path.resolveSibling(""));
        Files.write(path, file.bytes());
        var isProgram = (file.mode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Digest digest(List<TemplateFile> files) {
        var contents = new StringBuilder();
        files.forEach(file -> contents.append(file.path())
                .append('\n')
                .append(Digest.of(file.bytes()))
                .append('\n'));
        return Digest.of(contents.toString().getBytes(StandardCharsets.UTF_8));
    }
}
