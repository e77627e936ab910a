package dev.taowa.server;

import dev.taowa.proxy.PortProxy;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;

/**
 * The one place where a request is let in. Origins of workspaces go to the proxy, which has rules of its own. The API is
 * open on the unix socket, which only its user can connect to; on the port it wants the token, and a Host that is this
 * machine's, so that no page of another name can talk to it.
 */
final class Gate {

    private static final int UNAUTHORIZED = 401;
    private static final int MISDIRECTED = 421;
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");
    private static final String SCHEME = "Bearer ";

    private final PortProxy proxy;
    private final byte[] token;
    private final Runnable touched;

    Gate(PortProxy proxy, String token, Runnable touched) {
        this.proxy = proxy;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.touched = touched;
    }

    void handle(RoutingContext context) {
        touched.run();
        var request = context.request();
        if (request.localAddress() != null && request.localAddress().isDomainSocket()) {
            context.next();
            return;
        }
        if (proxy.isOurs(request)) {
            proxy.handle(request);
            return;
        }
        if (!HOSTS.contains(hostName(request))) {
            refuse(context, MISDIRECTED, "this address serves the local API to 127.0.0.1 and localhost alone");
            return;
        }
        if (!hasToken(request)) {
            refuse(context, UNAUTHORIZED, "the API wants the token of server.json as a bearer token");
            return;
        }
        context.next();
    }

    private static String hostName(HttpServerRequest request) {
        var host = request.getHeader(HttpHeaders.HOST);
        if (host == null) {
            return "";
        }
        var colon = host.lastIndexOf(':');
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private boolean hasToken(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8), token);
    }

    private static void refuse(RoutingContext context, int status, String what) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end("{\"code\":\"BAD_ARGUMENT\",\"what\":\"%s\",\"fix\":\"use the taowa command\"}".formatted(what));
    }
}
