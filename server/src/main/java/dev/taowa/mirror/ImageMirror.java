package dev.taowa.mirror;

import dev.taowa.feature.Digest;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.registry.PublicImages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves pulls by the distribution protocol on a unix socket. What an engine cannot get here it asks the registry itself
 * for, so no answer of this is worse than none.
 *
 * <p>Requests arrive on the event loop and are answered by virtual threads, a bounded number of them.
 */
public final class ImageMirror implements AutoCloseable {

    /** Its socket, in the folder that workspaces see. */
    public static final String SOCKET = "mirror.sock";

    private static final Logger LOG = Logger.getLogger(ImageMirror.class);
    private static final long MOST_BYTES = 20L << 30;
    private static final int MOST_MANIFEST_BYTES = 4 << 20;
    private static final int AT_ONCE = 256;
    private static final int IDLE_SECONDS = 60;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final MirroredRegistries registries;
    private final PublicImages images;
    private final BlobStore store;
    private final Downloads downloads;
    private final Semaphore places = new Semaphore(AT_ONCE);

    private ImageMirror(Vertx vertx, MirroredRegistries registries, PublicImages images, BlobStore store) {
        this.server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS));
        this.registries = registries;
        this.images = images;
        this.store = store;
        this.downloads = new Downloads(store, images);
    }

    /**
     * Starts one.
     *
     * @param socket where it listens; one that an earlier process left goes
     * @param folder of what it keeps
     */
    public static ImageMirror start(
            Vertx vertx, Path socket, Path folder, MirroredRegistries registries, PublicImages images)
            throws IOException {
        return start(vertx, socket, registries, images, BlobStore.open(folder, MOST_BYTES, InstantSource.system()));
    }

    static ImageMirror start(
            Vertx vertx, Path socket, MirroredRegistries registries, PublicImages images, BlobStore store)
            throws IOException {
        var mirror = new ImageMirror(vertx, registries, images, store);
        Files.deleteIfExists(socket);
        mirror.server.requestHandler(mirror::accept);
        await(mirror.server.listen(SocketAddress.domainSocketAddress(socket.toString())));
        // Its callers are nobody on this machine.
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        return mirror;
    }

    private void accept(HttpServerRequest request) {
        if (!places.tryAcquire()) {
            request.response().setStatusCode(UNAVAILABLE).end();
            return;
        }
        Thread.ofVirtual().name("mirror").start(() -> {
            try {
                answer(request);
            } catch (IOException | ProblemException e) {
                LOG.debugf(e, "%s is not answered", path(request));
                refuse(request, e);
            } finally {
                places.release();
            }
        });
    }

    private static String path(HttpServerRequest request) {
        @Nullable String path = request.path();
        return path == null ? "" : path;
    }

    private static void refuse(HttpServerRequest request, Exception cause) {
        if (request.response().headWritten()) {
            // Too late for a status: whoever reads must see that there is no more.
            request.connection().close();
            return;
        }
        var absent = cause instanceof ProblemException problem
                && (problem.problem().code() == ProblemCode.FEATURE_NOT_FOUND
                        || problem.problem().code() == ProblemCode.FEATURE_PRIVATE);
        fail(request, absent ? NOT_FOUND : BAD_GATEWAY, String.valueOf(cause.getMessage()));
    }

    /** An error as the specification has it ("Error Codes"). */
    private static void fail(HttpServerRequest request, int status, String message) {
        var code = path(request).contains("/blobs/") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN";
        var error = new JsonObject().put("code", code).put("message", message);
        var body = new JsonObject().put("errors", new JsonArray().add(error)).toBuffer();
        head(request, status, "application/json", OptionalLong.of(body.length()));
        request.response().end(request.method().equals(HttpMethod.HEAD) ? Buffer.buffer() : body);
    }

    private void answer(HttpServerRequest request) throws IOException {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            fail(request, NOT_ALLOWED, "this mirror is only read");
            return;
        }
        switch (Wanted.parse(path(request), Optional.ofNullable(request.getParam("ns")), registries)) {
            case Wanted.Greeting _ -> {
                head(request, OK, "application/json", OptionalLong.of(2));
                finish(request, Buffer.buffer("{}"));
            }
            case Wanted.Nothing _ -> fail(request, NOT_FOUND, "not mirrored");
            case Wanted.Manifest manifest -> answer(request, manifest);
            case Wanted.Blob blob -> answer(request, blob);
        }
    }

    private void answer(HttpServerRequest request, Wanted.Manifest wanted) throws IOException {
        var bytes = manifest(wanted);
        var type = ManifestType.of(bytes);
        if (type.isEmpty()) {
            fail(request, NOT_FOUND, "no manifest of an image");
            return;
        }
        request.response().putHeader("Docker-Content-Digest", Digest.of(bytes).toString());
        head(request, OK, type.get(), OptionalLong.of(bytes.length));
        finish(request, Buffer.buffer(bytes));
    }

    /** A digest's is kept; what a tag means is asked for anew each time. */
    private byte[] manifest(Wanted.Manifest wanted) throws IOException {
        var digest = Digest.parse(wanted.reference());
        var stored = digest.isPresent() ? store.find(digest.get()) : Optional.<Path>empty();
        if (stored.isPresent()) {
            try (var kept = Files.newInputStream(stored.get())) {
                return small(kept);
            }
        }
        byte[] bytes;
        try (var content = images.manifest(wanted.host(), wanted.path(), wanted.reference())) {
            bytes = small(content.bytes());
        }
        var found = Digest.of(bytes);
        if (digest.isPresent() && !digest.get().equals(found)) {
            throw new IOException("the registry gave %s for %s".formatted(found, digest.get()));
        }
        store.keep(bytes, found);
        return bytes;
    }

    private static byte[] small(InputStream in) throws IOException {
        var bytes = in.readNBytes(MOST_MANIFEST_BYTES + 1);
        if (bytes.length > MOST_MANIFEST_BYTES) {
            throw new IOException("the manifest is too large");
        }
        return bytes;
    }

    private void answer(HttpServerRequest request, Wanted.Blob blob) throws IOException {
        switch (downloads.obtain(blob)) {
            case Downloads.Found.Stored(var file) -> {
                head(request, OK, "application/octet-stream", OptionalLong.of(Files.size(file)));
                if (request.method().equals(HttpMethod.HEAD)) {
                    finish(request, Buffer.buffer());
                } else {
                    await(request.response().sendFile(file.toString()));
                }
            }
            case Downloads.Found.Coming(var length, var bytes) -> {
                try (bytes) {
                    head(request, OK, "application/octet-stream", length);
                    if (request.method().equals(HttpMethod.GET)) {
                        copy(bytes, request);
                    }
                    finish(request, Buffer.buffer());
                }
            }
        }
    }

    /** Each part is written before the next is read. */
    private static void copy(InputStream bytes, HttpServerRequest request) throws IOException {
        var part = new byte[BUFFER_BYTES];
        for (var count = bytes.read(part); count >= 0; count = bytes.read(part)) {
            await(request.response().write(Buffer.buffer(count).appendBytes(part, 0, count)));
        }
    }

    private static void head(HttpServerRequest request, int status, String type, OptionalLong length) {
        var response = request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (length.isPresent()) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length.getAsLong()));
        } else {
            response.setChunked(true);
        }
    }

    private static void finish(HttpServerRequest request, Buffer last) throws IOException {
        await(
                request.method().equals(HttpMethod.HEAD)
                        ? request.response().end()
                        : request.response().end(last));
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Returns when the socket is gone: one that another process makes in its place must stay. */
    @Override
    public void close() {
        try {
            await(server.close());
        } catch (IOException e) {
            LOG.warnf("the image mirror is not closed: %s", e.getMessage());
        }
    }
}
