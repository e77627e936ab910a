package dev.taowa.driver.podman.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.image.BuildContext;
import dev.taowa.image.ContextEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTarTest {

    @TempDir
    Path folder;

    @Test
    void everyKindOfEntryIsWritten() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "stored");
        var longName = "ü".repeat(150);
        var sent = new AtomicLong();
        var context = new BuildContext(List.of(
                new ContextEntry.Folder("a", 0700),
                new ContextEntry.Stored("a/file", 0640, file, 6),
                new ContextEntry.Link("a/link", "/etc/passwd"),
                ContextEntry.Given.of(longName, 0755, new byte[] {1, 2, 3})));

        var out = new ByteArrayOutputStream();
        new ContextTar(context, sent::addAndGet).write(out);

        var seen = new ArrayList<String>();
        var tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()), "UTF-8");
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            seen.add("%s %o %d %s"
                    .formatted(entry.getName(), entry.getMode() & 0777, entry.getSize(), entry.getLinkName()));
        }
        assertThat(seen)
                .containsExactly("a/ 700 0 ", "a/file 640 6 ", "a/link 777 0 /etc/passwd", longName + " 755 3 ");
        assertThat(sent).hasValue(6);
    }

    @Test
    void aFileSwappedForALinkIsNotFollowed() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
        var context = new BuildContext(List.of(new ContextEntry.Stored("link", 0644, link, 10)));

        assertThatThrownBy(() -> new ContextTar(context, count -> {}).write(new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class);
    }
}
