package dev.taowa.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.feature.Digest;
import dev.taowa.registry.PublicImages;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final byte[] CONTENT = {1, 2, 3, 4};

    @TempDir
    private Path folder;

    private Download download;
    private InputStream reader;

    @BeforeEach
    void begin() throws IOException {
        download = new Download(Files.createFile(folder.resolve("incoming")));
        reader = download.open();
    }

    /** Comes whole, and looks at what a reader has before it says that it has ended. */
    private PublicImages.Content content(byte... readSoFar) {
        var bytes = new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                var count = super.read(into, offset, length);
                if (count < 0) {
                    assertThat(next(reader)).isEqualTo(readSoFar);
                }
                return count;
            }
        };
        return new PublicImages.Content(OptionalLong.of(CONTENT.length), bytes);
    }

    private static byte[] next(InputStream reader) {
        var part = new byte[10];
        try {
            var count = reader.read(part);
            return Arrays.copyOf(part, Math.max(count, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theLastByteIsReadOnceTheWholeIsKnownToBeRight() throws IOException {
        download.copy(content((byte) 1, (byte) 2, (byte) 3), Digest.of(CONTENT));

        assertThat(next(reader)).containsExactly(4);
        download.end(null);
        assertThat(next(reader)).isEmpty();
    }

    @Test
    void whatIsWrongNeverEndsWell() {
        assertThatThrownBy(() -> download.copy(content((byte) 1, (byte) 2, (byte) 3), Digest.of(new byte[1])))
                .isInstanceOf(IOException.class);
        download.end(new IOException("wrong"));

        assertThatThrownBy(() -> reader.read()).isInstanceOf(IOException.class).hasMessage("wrong");
    }
}
