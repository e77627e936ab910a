package dev.taowa.mirror;

import dev.taowa.feature.Digest;
import dev.taowa.problem.ProblemException;
import dev.taowa.registry.PublicImages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gets blobs into the store, each once however many want it at the same time. Safe for use by many threads. */
final class Downloads {

    private static final Logger LOG = Logger.getLogger(Downloads.class);
    /** Others wait their turn. */
    private static final int AT_ONCE = 32;

    private final BlobStore store;
    private final PublicImages images;
    private final Map<Digest, Download> running = new HashMap<>();
    private final Semaphore places = new Semaphore(AT_ONCE);

    Downloads(BlobStore store, PublicImages images) {
        this.store = store;
        this.images = images;
    }

    /** Where a blob is to be had. */
    sealed interface Found {

        /** Here. */
        record Stored(Path file) implements Found {}

        /**
         * Read as it comes.
         *
         * @param length in bytes, if the registry says so
         */
        record Coming(OptionalLong length, InputStream bytes) implements Found {}
    }

    /**
     * The blob, whose transfer begins with this unless another has begun it.
     *
     * @throws IOException if it cannot be fetched
     * @throws ProblemException if the registry does not give it
     */
    Found obtain(Wanted.Blob blob) throws IOException {
        Download download;
        InputStream bytes;
        synchronized (running) {
            var stored = store.find(blob.digest());
            if (stored.isPresent()) {
                return new Found.Stored(stored.get());
            }
            download = running.get(blob.digest());
            if (download == null) {
                download = new Download(store.begin());
                running.put(blob.digest(), download);
                var mine = download;
                Thread.ofVirtual().name("mirror-download").start(() -> fetch(blob, mine));
            }
            // The file has this name until the transfer ends, which takes the same lock.
            bytes = download.open();
        }
        try {
            return new Found.Coming(download.length(), bytes);
        } catch (IOException | ProblemException e) {
            bytes.close();
            throw e;
        }
    }

    private void fetch(Wanted.Blob blob, Download download) {
        @Nullable Exception failure = null;
        try {
            places.acquire();
            try {
                transfer(blob, download);
            } finally {
                places.release();
            }
        } catch (IOException | ProblemException e) {
            LOG.infof("%s of %s/%s does not come: %s", blob.digest(), blob.host(), blob.path(), e.getMessage());
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = e;
        }
        finish(blob, download, Optional.ofNullable(failure));
    }

    private void transfer(Wanted.Blob blob, Download download) throws IOException {
        try (var content = images.blob(blob.host(), blob.path(), blob.digest())) {
            if (!store.hasRoom(content.length().orElse(0))) {
                throw new IOException("there is no room for it");
            }
            download.begin(content.length());
            download.copy(content, blob.digest());
        }
    }

    /** Puts a whole one into its place; from then on it is found there. */
    private void finish(Wanted.Blob blob, Download download, Optional<Exception> failure) {
        var outcome = failure;
        synchronized (running) {
            running.remove(blob.digest());
            try {
                if (outcome.isEmpty()) {
                    store.keep(download.file(), blob.digest());
                } else {
                    Files.delete(download.file());
                }
            } catch (IOException e) {
                LOG.warnf("%s cannot be kept: %s", blob.digest(), e.getMessage());
            }
        }
        download.end(outcome.orElse(null));
    }
}
