package dev.taowa.driver.podman;

import dev.taowa.workspace.PlacedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Files to place in a container, as the archive that the engine's API takes. */
final class PlacedFiles {

    private PlacedFiles() {}

    static byte[] archive(List<PlacedFile> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files) {
                var content = file.content().reveal();
                var entry = new TarArchiveEntry(file.path().substring(1));
                entry.setSize(content.length);
                entry.setMode(file.mode());
                entry.setIds(0, 0);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
