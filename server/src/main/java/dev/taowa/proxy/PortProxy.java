package dev.taowa.proxy;

import dev.taowa.dial.Dialer;
import dev.taowa.workspace.WorkspaceId;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves each port of each workspace at an origin of its own, HTTP and WebSocket, to whoever came by a link.
 *
 * <p>Runs on the event loop; what asks the engine runs on a worker.
 */
public final class PortProxy implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PortProxy.class);
    private static final String COOKIE = Links.TOKEN + "=";
    private static final int CONNECTIONS_PER_PORT = 256;
    private static final int FOUND = 302;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;

    private final Vertx vertx;
    private final Directory directory;
    private final Links links;
    private final Relays relays;
    private final HttpClient client;
    private final HttpClient tlsClient;

    /** {@code relays} is an empty folder for this user alone. */
    public PortProxy(Vertx vertx, Path relays, Directory directory, Links links) {
        this.vertx = vertx;
        this.directory = directory;
        this.links = links;
        this.relays = new Relays(relays);
        this.client = vertx.createHttpClient(options());
        // A program's certificate is one that it made itself, for "localhost": it has no other to show. Nobody stands
        // between, as the bytes go by the dialer to the workspace's own loopback; whoever is in there is the program.
        this.tlsClient = vertx.httpClientBuilder()
                .with(options().setSsl(true).setTrustAll(true).setVerifyHost(false))
                .withConnectHandler(CloseNotify::heed)
                .build();
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_PORT)
                .setDecompressionSupported(false)
                .setKeepAliveTimeout(30);
    }

    /** Finds workspaces for the proxy; calls may block. */
    public interface Directory {

        Optional<WorkspaceId> find(String name);

        /** Ports that listen in it; empty when it does not run. */
        Optional<List<Integer>> listening(WorkspaceId id);

        /** Whether the definition says of the port that HTTPS is spoken there. */
        boolean speaksTls(WorkspaceId id, int port);

        /** The port of the workspace at which an Ingress of its cluster has what is asked for. */
        OptionalInt ingress(WorkspaceId id, String host, String path) throws IOException;

        Dialer dialer(WorkspaceId id);
    }

    /** Whether the request is for a workspace's origin rather than the API. */
    public boolean isOurs(HttpServerRequest request) {
        return ProxiedHost.isOurs(host(request), links.domain());
    }

    public void handle(HttpServerRequest request) {
        request.pause();
        var host = ProxiedHost.parse(host(request), links.domain());
        if (host.isEmpty()) {
            answer(request, NOT_FOUND, Pages.unknownHost(host(request)));
            return;
        }
        vertx.executeBlocking(() -> visit(request, host.get()), false).onComplete(outcome -> {
            if (outcome.failed()) {
                LOG.warnf("%s cannot be reached: %s", host.get(), outcome.cause());
                answer(request, UNAVAILABLE, Pages.unreachable(host.get().workspace()));
                return;
            }
            outcome.result().proceed();
        });
    }

    /** What to do with a request, decided off the event loop and done on it. */
    private interface Decision {
        void proceed();
    }

    private Decision visit(HttpServerRequest request, ProxiedHost host) throws IOException {
        var found = directory.find(host.workspace());
        if (found.isEmpty()) {
            return () -> answer(request, NOT_FOUND, Pages.unknownWorkspace(host.workspace()));
        }
        var id = found.get();
        var token = request.getParam(Links.TOKEN);
        if (token != null) {
            return () -> welcome(request, host, id, token);
        }
        if (!isAllowed(request, host, id)) {
            return () -> answer(request, UNAUTHORIZED, Pages.needsLink(host));
        }
        if (!isFromHere(request, host)) {
            return () -> answer(request, FORBIDDEN, Pages.foreignOrigin());
        }
        if (isNavigation(request)) {
            var listening = directory.listening(id);
            if (listening.isEmpty()) {
                return () -> answer(request, UNAVAILABLE, Pages.notRunning(host.workspace()));
            }
            if (host.ingress().isEmpty() && !listening.get().contains(host.port())) {
                return () -> answer(request, BAD_GATEWAY, Pages.nothingListens(host));
            }
        }
        var port = port(request, host, id);
        if (port.isEmpty()) {
            return () -> answer(request, NOT_FOUND, Pages.noIngress(host));
        }
        var number = port.getAsInt();
        var socket = relays.socket(id + ":" + number, number, () -> directory.dialer(id));
        var tls = host.ingress().isEmpty() && !host.isIde() && directory.speaksTls(id, number);
        return () -> forward(request, host, socket, tls);
    }

    private OptionalInt port(HttpServerRequest request, ProxiedHost host, WorkspaceId id) throws IOException {
        if (host.ingress().isEmpty()) {
            return OptionalInt.of(host.port());
        }
        @Nullable String path = request.path();
        return directory.ingress(id, host.ingress().get(), path == null ? "/" : path);
    }

    /** Turns a good token into this origin's cookie, and redirects so that the token leaves the address bar. */
    private void welcome(HttpServerRequest request, ProxiedHost host, WorkspaceId id, String token) {
        var cookie = links.spend(token, id, host.port());
        if (cookie.isEmpty() && !isAllowed(request, host, id)) {
            answer(request, UNAUTHORIZED, Pages.spentLink(host));
            return;
        }
        var response = request.response();
        cookie.ifPresent(value -> response.addCookie(Cookie.cookie(Links.TOKEN, value)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setPath("/")));
        response.setStatusCode(FOUND)
                .putHeader(HttpHeaders.LOCATION, withoutToken(request.uri()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
        request.resume();
    }

    static String withoutToken(String uri) {
        var mark = uri.indexOf('?');
        var path = mark < 0 ? uri : uri.substring(0, mark);
        // Two slashes would make the browser leave for another host.
        var local = "/" + path.replaceFirst("^/+", "");
        if (mark < 0) {
            return local;
        }
        var query = Arrays.stream(uri.substring(mark + 1).split("&", -1))
                .filter(part -> !part.startsWith(COOKIE))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? local : local + "?" + query;
    }

    private boolean isAllowed(HttpServerRequest request, ProxiedHost host, WorkspaceId id) {
        // A page of another workspace can set one for the whole domain: ours may be any of them.
        return cookies(request)
                .filter(cookie -> cookie.startsWith(COOKIE))
                .anyMatch(cookie -> links.isCookie(cookie.substring(COOKIE.length()), id, host.port()));
    }

    private static Stream<String> cookies(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.COOKIE).stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::strip);
    }

    /**
     * All workspaces are one site to a browser, so cookies alone do not tell who sends a request: one that can change
     * something, or opens a WebSocket, must come from an origin of the same workspace.
     */
    private boolean isFromHere(HttpServerRequest request, ProxiedHost host) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var harmless =
                Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS).contains(request.method())
                        && request.getHeader(HttpHeaders.UPGRADE) == null;
        if (origin == null) {
            return true;
        }
        return harmless
                || originHost(origin)
                        .filter(other -> other.workspace().equals(host.workspace()))
                        .isPresent();
    }

    private Optional<ProxiedHost> originHost(String origin) {
        try {
            var authority = URI.create(origin).getAuthority();
            return authority == null ? Optional.empty() : ProxiedHost.parse(authority, links.domain());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isNavigation(HttpServerRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.method().equals(HttpMethod.GET) && accept != null && accept.contains("text/html");
    }

    private void forward(HttpServerRequest request, ProxiedHost host, Path socket, boolean tls) {
        hideCookie(request);
        request.headers()
                .set("X-Forwarded-Host", host(request))
                .set("X-Forwarded-Proto", "http")
                .set("X-Forwarded-For", request.remoteAddress().hostAddress());
        var origin = SocketAddress.domainSocketAddress(socket.toString());
        HttpProxy.reverseProxy(tls ? tlsClient : client)
                .addInterceptor(new Answers(host, tls))
                .origin(origin)
                .handle(request);
    }

    private static void hideCookie(HttpServerRequest request) {
        if (!request.headers().contains(HttpHeaders.COOKIE)) {
            return;
        }
        var kept = cookies(request).filter(cookie -> !cookie.startsWith(COOKIE)).collect(Collectors.joining("; "));
        if (kept.isEmpty()) {
            request.headers().remove(HttpHeaders.COOKIE);
            return;
        }
        request.headers().set(HttpHeaders.COOKIE, kept);
    }

    private static String host(HttpServerRequest request) {
        @Nullable String host = request.getHeader(HttpHeaders.HOST);
        return host == null ? "" : host;
    }

    private static void answer(HttpServerRequest request, int status, String page) {
        request.resume();
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Pages.TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", Pages.POLICY)
                .end(page);
    }

    @Override
    public void close() {
        relays.close();
        client.close();
        tlsClient.close();
    }
}
