package dev.taowa.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.dial.Dialer;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy between a real client and a real upstream, through a dialer that dials this machine. */
class PortProxyIT {

    private static final WorkspaceId ID = WorkspaceId.random();
    private static final WorkspaceName DEMO = new WorkspaceName("demo");
    private static final String HOST = "8080--demo.taowa.localhost";

    @TempDir
    private Path folder;

    @TempDir
    private Path keys;

    private Vertx vertx;
    private Upstream upstream;
    private IntSupplier program = () -> upstream.port();
    private HttpServer server;
    private HttpClient client;
    private WebSocketClient webSockets;
    private Links links;
    private PortProxy proxy;
    private boolean running = true;
    private boolean listening = true;
    private boolean https;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        upstream = Upstream.start(vertx);
        links = new Links(new byte[32], "taowa.localhost", () -> server.actualPort(), InstantSource.system());
        proxy = new PortProxy(vertx, folder, new Workspaces(), links);
        server = vertx.createHttpServer().requestHandler(proxy::handle);
        Futures.get(server.listen(0, "127.0.0.1"));
        client = vertx.createHttpClient();
        webSockets = vertx.createWebSocketClient();
    }

    @AfterEach
    void stop() {
        proxy.close();
        Futures.get(vertx.close());
    }

    private final class Workspaces implements PortProxy.Directory {

        @Override
        public Optional<WorkspaceId> find(String name) {
            return name.equals("demo") ? Optional.of(ID) : Optional.empty();
        }

        @Override
        public Optional<List<Integer>> listening(WorkspaceId id) {
            return running ? Optional.of(listening ? List.of(8080) : List.of()) : Optional.empty();
        }

        @Override
        public boolean speaksTls(WorkspaceId id, int port) {
            return https;
        }

        @Override
        public OptionalInt ingress(WorkspaceId id, String host, String path) {
            return host.equals("shop.example") && path.startsWith("/cart") ? OptionalInt.of(9000) : OptionalInt.empty();
        }

        @Override
        public Dialer dialer(WorkspaceId id) {
            return port ->
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), program.getAsInt()));
        }
    }

    private record Answer(int status, String body, HttpClientResponse response) {}

    private RequestOptions to(HttpMethod method, String host, String uri) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"))
                .setHost(host)
                .setPort(server.actualPort())
                .setMethod(method)
                .setURI(uri);
    }

    private Answer send(RequestOptions request, Map<String, String> headers, Buffer body) {
        headers.forEach(request::putHeader);
        return Futures.get(client.request(request)
                .compose(sent -> sent.send(body))
                .compose(response -> response.body()
                        .map(content -> new Answer(response.statusCode(), content.toString(), response))));
    }

    private Answer get(String uri, Map<String, String> headers) {
        return send(to(HttpMethod.GET, HOST, uri), headers, Buffer.buffer());
    }

    private String cookie() {
        var link = links.port(DEMO, ID, 8080);
        var answer = get(link.substring(link.indexOf("/?")), Map.of());
        assertThat(answer.status()).isEqualTo(302);
        return answer.response().cookies().getFirst().replaceAll(";.*", "");
    }

    @Test
    void linkBuysACookieAndLeavesTheAddressBar() {
        var link = links.port(DEMO, ID, 8080);
        var uri = "/a?x=1&" + link.substring(link.indexOf("/?") + 2);

        var answer = get(uri, Map.of());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.response().getHeader("Location")).isEqualTo("/a?x=1");
        assertThat(answer.response().cookies().getFirst())
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(get(uri, Map.of()).status()).isEqualTo(401);
    }

    @Test
    void aHostOfAnIngressIsServedAtAnOriginOfItsOwn() {
        var origin = "shop.example--demo.taowa.localhost";
        var link = links.ingress(DEMO, ID, "shop.example");
        assertThat(link).startsWith("http://" + origin + ":");
        assertThat(send(to(HttpMethod.GET, origin, "/cart"), Map.of(), Buffer.buffer())
                        .body())
                .contains("taowa ports demo");
        var welcome = send(to(HttpMethod.GET, origin, link.substring(link.indexOf("/?"))), Map.of(), Buffer.buffer());
        var cookie = Map.of("Cookie", welcome.response().cookies().getFirst().replaceAll(";.*", ""));

        var served = send(to(HttpMethod.GET, origin, "/cart/1?a=b"), cookie, Buffer.buffer());

        assertThat(served.body())
                .startsWith("/cart/1?a=b\n")
                .contains("host: shop.example\n")
                .contains("x-forwarded-host: " + origin);
        assertThat(send(to(HttpMethod.GET, origin, "/"), cookie, Buffer.buffer())
                        .status())
                .isEqualTo(404);
        assertThat(send(to(HttpMethod.GET, HOST, "/"), cookie, Buffer.buffer()).status())
                .as("what is for Ingresses opens no port")
                .isEqualTo(401);
    }

    @Test
    void withoutCookieNothingReachesTheWorkspace() {
        assertThat(get("/", Map.of()).status()).isEqualTo(401);
        assertThat(get("/", Map.of("Cookie", "taowa-token=wrong")).body()).contains("taowa open demo 8080");
        assertThat(get("/?taowa-token=wrong", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void upstreamSeesHostAndForwardedHeadersButNotTheCookie() {
        var answer = get("/page?q=%20", Map.of("Cookie", "app=1; " + cookie() + "; other=2"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("/page?q=%20\n")
                .contains("host: " + HOST + ":" + server.actualPort())
                .contains("x-forwarded-host: " + HOST)
                .contains("x-forwarded-proto: http")
                .contains("cookie: app=1; other=2\n")
                .doesNotContain("taowa-token");
    }

    @Test
    void cookieThatAnotherPageSetForTheDomainDoesNotShutOut() {
        var answer = get("/", Map.of("Cookie", "taowa-token=tossed; " + cookie()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("taowa-token");
    }

    @Test
    void largeBodiesPassBothWays() {
        var cookie = Map.of("Cookie", cookie());

        var up = send(to(HttpMethod.POST, HOST, "/upload"), cookie, Buffer.buffer(new byte[8 << 20]));
        assertThat(up.body()).isEqualTo(String.valueOf(8 << 20));

        assertThat(get("/large", cookie).body()).hasSize(4 << 20);
    }

    @Test
    void streamArrivesAsItIsWritten() {
        var request = to(HttpMethod.GET, HOST, "/slow").putHeader("Cookie", cookie());
        var first = new CompletableFuture<String>();
        var all = new StringBuilder();
        var end = new CompletableFuture<String>();
        client.request(request).compose(sent -> sent.send()).onSuccess(response -> {
            response.handler(part -> {
                all.append(part);
                first.complete(part.toString());
            });
            response.endHandler(nothing -> end.complete(all.toString()));
        });

        assertThat(first.join()).isEqualTo("data: first\n\n");
        upstream.rest.complete("last");
        assertThat(end.join()).endsWith("last");
    }

    @Test
    void webSocketsPassFromTheirOwnOriginAlone() {
        var own = webSocket("http://" + HOST + ":" + server.actualPort());
        var socket = Futures.get(webSockets.connect(own));
        var echoed = new CompletableFuture<String>();
        socket.textMessageHandler(echoed::complete);
        socket.writeTextMessage("hello");
        assertThat(echoed.join()).isEqualTo("echo hello");

        for (var foreign : List.of("http://8080--other.taowa.localhost:7700", "https://evil.example", "null")) {
            assertThatThrownBy(() -> Futures.get(webSockets.connect(webSocket(foreign))))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            UpgradeRejectedException.class,
                            refused -> assertThat(refused.getStatus()).isEqualTo(403));
        }
    }

    private WebSocketConnectOptions webSocket(String origin) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(server.actualPort())
                .setURI("/ws")
                .putHeader("Host", HOST + ":" + server.actualPort())
                .putHeader("Cookie", cookie())
                .putHeader("Origin", origin);
    }

    @Test
    void changesFromAForeignPageAreRefused() {
        var headers = Map.of("Cookie", cookie(), "Origin", "http://8080--other.taowa.localhost:7700");

        assertThat(send(to(HttpMethod.POST, HOST, "/"), headers, Buffer.buffer())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void unknownNamesAreSaidSo() {
        var other = send(to(HttpMethod.GET, "8080--other.taowa.localhost", "/"), Map.of(), Buffer.buffer());
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.body()).contains("no workspace named other");

        var odd = send(to(HttpMethod.GET, "<b>.taowa.localhost", "/"), Map.of(), Buffer.buffer());
        assertThat(odd.status()).isEqualTo(404);
        assertThat(odd.body()).doesNotContain("<b>.taowa");
    }

    @Test
    void pageThatCannotComeYetLooksAgain() {
        var page = Map.of("Cookie", cookie(), "Accept", "text/html");

        listening = false;
        var nothing = get("/", page);
        assertThat(nothing.status()).isEqualTo(502);
        assertThat(nothing.body()).contains("Nothing listens on port 8080", "http-equiv=\"refresh\"");

        running = false;
        var stopped = get("/", page);
        assertThat(stopped.status()).isEqualTo(503);
        assertThat(stopped.body()).contains("taowa start demo", "http-equiv=\"refresh\"");
    }

    /** As programs make one for themselves, for no name that the proxy could call them by. */
    private PfxOptions certificate() throws IOException, InterruptedException {
        var store = keys.resolve("tls.p12");
        var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var keytool = new ProcessBuilder(
                        program,
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=elsewhere.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword("changeit");
    }

    private void startTls() throws IOException, InterruptedException {
        upstream = Upstream.start(vertx, new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate()));
    }

    @Test
    void portThatSpeaksTlsIsServedAtItsUsualUrl() throws Exception {
        startTls();
        https = true;
        var cookie = Map.of("Cookie", cookie());

        assertThat(get("/page", cookie).body())
                .startsWith("/page\n")
                .contains("host: " + HOST + ":" + server.actualPort(), "x-forwarded-proto: http\n");
        assertThat(send(to(HttpMethod.POST, HOST, "/upload"), cookie, Buffer.buffer(new byte[8 << 20]))
                        .body())
                .isEqualTo(String.valueOf(8 << 20));
        var socket = Futures.get(webSockets.connect(webSocket("http://" + HOST + ":" + server.actualPort())));
        var echoed = new CompletableFuture<String>();
        socket.textMessageHandler(echoed::complete);
        socket.writeTextMessage("hello");
        assertThat(echoed.join()).isEqualTo("echo hello");
    }

    /** As {@code openssl s_server -www} does. */
    @Test
    void endOfTlsEndsAnAnswerWhoseConnectionStaysOpen() throws Exception {
        var context = SSLContext.getInstance("TLS");
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        var key = certificate();
        factory.init(KeyStore.getInstance(new File(key.getPath()), "changeit".toCharArray()), "changeit".toCharArray());
        context.init(factory.getKeyManagers(), null, null);
        https = true;
        try (var listening =
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            program = listening::getLocalPort;
            var heard = Thread.ofVirtual().start(() -> answerAndWait(listening));

            assertThat(get("/", Map.of("Cookie", cookie())).body()).isEqualTo("the whole");
            heard.join();
        }
    }

    /** Says that nothing follows, and lets the connection stand until the other side closes it. */
    private static void answerAndWait(ServerSocket listening) {
        try (var socket = listening.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nthe whole".getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void redirectOfATlsPortStaysAtItsUrl() throws Exception {
        startTls();
        https = true;
        var cookie = Map.of("Cookie", cookie());
        var own = HOST + ":" + server.actualPort();

        assertThat(location("https://" + own + "/x?y", cookie)).isEqualTo("http://" + own + "/x?y");
        for (var other : List.of("https://" + own + ".evil.test/", "https://example.test/", "/x", "http://" + own)) {
            assertThat(location(other, cookie)).isEqualTo(other);
        }
    }

    private String location(String to, Map<String, String> cookie) {
        return String.valueOf(get("/away?" + to, cookie).response().getHeader("Location"));
    }

    @Test
    void tlsThatIsNotSaidAndHttpThatIsNotThereAreNamedWithTheFix() throws Exception {
        var cookie = Map.of("Cookie", cookie());
        https = true;
        var plain = get("/", cookie);
        assertThat(plain.status()).isEqualTo(502);
        assertThat(plain.body()).contains("no answer in HTTPS", "Take <code>");

        startTls();
        https = false;
        var tls = get("/", cookie);
        assertThat(tls.status()).isEqualTo(502);
        assertThat(tls.body()).contains("no answer in HTTP<", "{\"8080\": {\"protocol\": \"https\"}}", "taowa up");
        assertThat(tls.response().getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
    }

    @Test
    void relaysLeaveNothingBehind() {
        get("/", Map.of("Cookie", cookie()));

        proxy.close();

        assertThat(folder).doesNotExist();
    }
}
