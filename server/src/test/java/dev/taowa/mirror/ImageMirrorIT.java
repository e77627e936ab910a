package dev.taowa.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.feature.Digest;
import dev.taowa.proxy.Futures;
import dev.taowa.registry.PublicImages;
import dev.taowa.registry.ScriptedServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mirror on its socket, between clients and a registry that notes what it is asked. */
class ImageMirrorIT {

    private static final byte[] LAYER = new byte[3_000_000];
    private static final Digest LAYER_DIGEST;
    private static final byte[] MANIFEST;
    private static final Digest MANIFEST_DIGEST;
    private static final String TYPE = "application/vnd.oci.image.manifest.v1+json";

    static {
        new Random(1).nextBytes(LAYER);
        LAYER_DIGEST = Digest.of(LAYER);
        MANIFEST = "{\"schemaVersion\": 2, \"layers\": [{\"digest\": \"%s\"}]}"
                .formatted(LAYER_DIGEST)
                .getBytes(StandardCharsets.UTF_8);
        MANIFEST_DIGEST = Digest.of(MANIFEST);
    }

    private static final int MANY = 10;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MANY));
    private ScriptedServer registry;
    private ImageMirror mirror;

    @BeforeEach
    void start() throws IOException {
        registry = ScriptedServer.start()
                .on("/v2/library/box/manifests/1", MANIFEST)
                .on("/v2/library/box/manifests/" + MANIFEST_DIGEST, MANIFEST)
                .on("/v2/library/box/blobs/" + LAYER_DIGEST, LAYER);
        mirror = mirror(1L << 30);
    }

    private ImageMirror mirror(long mostBytes) throws IOException {
        return ImageMirror.start(
                vertx,
                socket(),
                MirroredRegistries.of(Map.of(MirroredRegistries.VARIABLE, "docker.io=" + registry.host())),
                new PublicImages(Map.of()),
                BlobStore.open(folder.resolve("store"), mostBytes, InstantSource.system()));
    }

    private Path socket() {
        return folder.resolve(ImageMirror.SOCKET);
    }

    @AfterEach
    void stop() {
        mirror.close();
        registry.close();
        Futures.get(vertx.close());
    }

    private record Answer(int status, String type, String digest, Buffer body) {}

    private Answer ask(HttpMethod method, String address) {
        return Futures.get(client.request(new RequestOptions()
                        .setMethod(method)
                        .setServer(SocketAddress.domainSocketAddress(socket().toString()))
                        .setHost("mirror")
                        .setURI(address))
                .compose(request -> request.send())
                .compose(ImageMirrorIT::answer));
    }

    private static Future<Answer> answer(HttpClientResponse response) {
        return response.body()
                .map(body -> new Answer(
                        response.statusCode(),
                        String.valueOf(response.getHeader("Content-Type")),
                        String.valueOf(response.getHeader("Docker-Content-Digest")),
                        body));
    }

    private long asked(Digest digest) {
        return registry.requests.stream()
                .filter(request -> request.path().endsWith(digest.toString()))
                .count();
    }

    @Test
    void whatWasPulledOnceIsNotAskedForAgain() throws Exception {
        assertThat(ask(HttpMethod.GET, "/v2/").status()).isEqualTo(200);
        for (var pull = 0; pull < 2; pull++) {
            var tag = ask(HttpMethod.GET, "/v2/library/box/manifests/1");
            var manifest = ask(HttpMethod.GET, "/v2/library/box/manifests/" + MANIFEST_DIGEST);
            var layer = ask(HttpMethod.GET, "/v2/library/box/blobs/" + LAYER_DIGEST);

            assertThat(tag.digest()).isEqualTo(MANIFEST_DIGEST.toString());
            assertThat(tag.type()).isEqualTo(TYPE);
            assertThat(tag.body()).isEqualTo(Buffer.buffer(MANIFEST));
            assertThat(manifest).isEqualTo(tag);
            assertThat(layer.body()).isEqualTo(Buffer.buffer(LAYER));
        }

        assertThat(asked(MANIFEST_DIGEST)).isZero();
        assertThat(asked(LAYER_DIGEST)).isOne();
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        for (var address : List.of("manifests/1", "blobs/" + LAYER_DIGEST)) {
            var answer = ask(HttpMethod.HEAD, "/v2/library/box/" + address);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().length()).isZero();
        }
    }

    @Test
    void manyAtOnceMoveItOverTheWireOnce() throws Exception {
        var everybodyAsks = new CountDownLatch(1);
        registry.on("/v2/library/box/blobs/" + LAYER_DIGEST, exchange -> {
            exchange.sendResponseHeaders(200, LAYER.length);
            exchange.getResponseBody().write(LAYER, 0, 1000);
            exchange.getResponseBody().flush();
            everybodyAsks.await();
            exchange.getResponseBody().write(LAYER, 1000, LAYER.length - 1000);
        });
        var address = "/v2/library/box/blobs/" + LAYER_DIGEST;
        var begun = new CountDownLatch(MANY);

        var answers = IntStream.range(0, MANY)
                .mapToObj(_ -> client.request(new RequestOptions()
                                .setServer(SocketAddress.domainSocketAddress(socket().toString()))
                                .setHost("mirror")
                                .setURI(address))
                        .compose(request -> request.send())
                        .compose(response -> {
                            begun.countDown();
                            return answer(response);
                        }))
                .toList();
        begun.await();
        everybodyAsks.countDown();

        for (var answer : answers) {
            assertThat(Futures.get(answer).body()).isEqualTo(Buffer.buffer(LAYER));
        }
        assertThat(asked(LAYER_DIGEST)).isOne();
    }

    @Test
    void aRegistryThatLiesIsNotBelieved() throws Exception {
        var wrong = Arrays.copyOf(LAYER, LAYER.length - 1);
        registry.on("/v2/library/box/blobs/" + LAYER_DIGEST, wrong)
                .on(
                        "/v2/library/box/manifests/" + MANIFEST_DIGEST,
                        "{\"layers\": []}".getBytes(StandardCharsets.UTF_8));

        assertThat(outcome("/v2/library/box/blobs/" + LAYER_DIGEST)).isIn("broken", "502");
        var manifest = ask(HttpMethod.GET, "/v2/library/box/manifests/" + MANIFEST_DIGEST);

        assertThat(manifest.status()).isEqualTo(502);
        assertThat(ask(HttpMethod.GET, "/v2/library/box/manifests/1").status()).isEqualTo(200);
        registry.on("/v2/library/box/blobs/" + LAYER_DIGEST, LAYER);
        assertThat(ask(HttpMethod.GET, "/v2/library/box/blobs/" + LAYER_DIGEST).body())
                .isEqualTo(Buffer.buffer(LAYER));
        assertThat(asked(LAYER_DIGEST)).isEqualTo(2);
    }

    @Test
    void aTransferThatBreaksIsSeenAndBegunAnew() throws Exception {
        registry.on("/v2/library/box/blobs/" + LAYER_DIGEST, exchange -> {
            exchange.sendResponseHeaders(200, LAYER.length);
            exchange.getResponseBody().write(LAYER, 0, 100_000);
        });

        assertThat(outcome("/v2/library/box/blobs/" + LAYER_DIGEST)).isIn("broken", "502");

        registry.on("/v2/library/box/blobs/" + LAYER_DIGEST, LAYER);
        assertThat(ask(HttpMethod.GET, "/v2/library/box/blobs/" + LAYER_DIGEST).body())
                .isEqualTo(Buffer.buffer(LAYER));
    }

    private String outcome(String address) {
        try {
            return Integer.toString(ask(HttpMethod.GET, address).status());
        } catch (IllegalStateException e) {
            return "broken";
        }
    }

    @Test
    void whatIsNotThereIsSaidSo() throws Exception {
        registry.on("/v2/library/private/manifests/1", exchange -> ScriptedServer.reply(exchange, 401, new byte[0]))
                .on("/v2/library/broken/manifests/1", exchange -> ScriptedServer.reply(exchange, 500, new byte[0]))
                .on("/v2/library/odd/manifests/1", "[]".getBytes(StandardCharsets.UTF_8))
                .on("/v2/library/huge/manifests/1", new byte[5 << 20]);

        assertThat(outcome("/v2/library/none/manifests/1")).isEqualTo("404");
        assertThat(outcome("/v2/library/box/blobs/" + Digest.of(new byte[1]))).isEqualTo("404");
        assertThat(outcome("/v2/library/private/manifests/1")).isEqualTo("404");
        assertThat(outcome("/v2/library/broken/manifests/1")).isEqualTo("502");
        assertThat(outcome("/v2/library/odd/manifests/1")).isEqualTo("404");
        assertThat(outcome("/v2/library/huge/manifests/1")).isEqualTo("502");
        assertThat(ask(HttpMethod.PUT, "/v2/library/box/manifests/1").status()).isEqualTo(405);
    }

    @Test
    void aRegistryThatIsNotMirroredIsNotAsked() throws Exception {
        assertThat(outcome("/v2/a/manifests/1?ns=" + registry.host())).isEqualTo("404");
        assertThat(registry.requests).isEmpty();
    }

    @Test
    void whatThereIsNoRoomForIsNotFetched() throws Exception {
        mirror.close();
        mirror = mirror(1000);

        assertThat(outcome("/v2/library/box/blobs/" + LAYER_DIGEST)).isEqualTo("502");
        assertThat(outcome("/v2/library/box/manifests/1")).isEqualTo("200");
        try (var left = Files.list(folder.resolve("store/incoming"))) {
            assertThat(left).isEmpty();
        }
    }
}
