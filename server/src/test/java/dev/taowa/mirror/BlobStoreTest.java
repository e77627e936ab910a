package dev.taowa.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.feature.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobStoreTest {

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private BlobStore open(long mostBytes) throws IOException {
        InstantSource clock = () -> now;
        return BlobStore.open(folder, mostBytes, clock);
    }

    private Digest keep(BlobStore store, byte... content) throws IOException {
        var digest = Digest.of(content);
        store.keep(content, digest);
        now = now.plusSeconds(1);
        return digest;
    }

    @Test
    void whatIsKeptIsFoundAlsoByTheNextProcess() throws IOException {
        var digest = keep(open(100), (byte) 1, (byte) 2);

        assertThat(open(100).find(digest).map(BlobStoreTest::read)).contains(new byte[] {1, 2});
        assertThat(open(100).find(Digest.of(new byte[] {3}))).isEmpty();
    }

    @Test
    void theLongestUnusedGoWhenThereAreTooMany() throws IOException {
        var store = open(30);
        var first = keep(store, new byte[10]);
        var second = keep(store, new byte[11]);
        store.find(first);
        now = now.plusSeconds(1);

        var third = keep(store, new byte[12]);

        assertThat(store.find(second)).isEmpty();
        assertThat(store.find(first)).isPresent();
        assertThat(store.find(third)).isPresent();
    }

    @Test
    void whatIsTooLargeIsNotKept() throws IOException {
        var store = open(30);
        var kept = keep(store, new byte[30]);

        assertThat(store.find(keep(store, new byte[31]))).isEmpty();
        assertThat(store.find(kept)).isPresent();
        assertThat(store.hasRoom(Long.MAX_VALUE / 2)).isFalse();
    }

    @Test
    void whatACrashLeftHalfDoneGoes() throws IOException {
        var half = open(100).begin();

        open(100);

        assertThat(half).doesNotExist();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
