package dev.taowa.definition;

import dev.taowa.template.TemplateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Folders of what templates came to, each named by its content, so that the same choice is the same folder. */
final class TemplateFolders {

    private final Path cache;

    /** @param cache made if need be; processes may share it */
    TemplateFolders(Path cache) {
        this.cache = cache;
    }

    /** The folder that holds just these files. */
    Path obtain(List<TemplateFile> files) {
        var folder = cache.resolve(name(files));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(cache);
            var fresh = Files.createTempDirectory(cache, ".new-");
            for (var file : files) {
                var path = fresh.resolve(file.path());
                Files.createDirectories(path.getParent());
                Files.write(path, file.bytes());
            }
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException another) {
            return folder;
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    private static String name(List<TemplateFile> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                var content = file.bytes();
                digest.update((file.path() + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
