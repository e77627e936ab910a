package dev.taowa.proxy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Makes what a program answers, or fails to, fit the origin that the browser sees. */
final class Answers implements ProxyInterceptor {

    private static final int BAD_GATEWAY = 502;

    private final ProxiedHost host;
    private final boolean tls;

    /** @param tls whether the program was spoken to in HTTPS */
    Answers(ProxiedHost host, boolean tls) {
        this.host = host;
        this.tls = tls;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        // As the Ingress has it, since programs may know their own host only; the browser's is in X-Forwarded-Host.
        host.ingress()
                .filter(name -> !name.isEmpty())
                .ifPresent(name -> context.request().setAuthority(HostAndPort.authority(name, -1)));
        return context.sendRequest()
                .recover(thrown ->
                        Future.succeededFuture(page(context.request().release().response())));
    }

    private ProxyResponse page(ProxyResponse response) {
        return response.setStatusCode(BAD_GATEWAY)
                .putHeader(HttpHeaders.CONTENT_TYPE, Pages.TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Content-Security-Policy", Pages.POLICY)
                .setBody(Body.body(Buffer.buffer(tls ? Pages.noTls(host) : Pages.noHttp(host))));
    }

    /** A program that speaks HTTPS sends browsers to HTTPS at the name that they called, where HTTP is spoken. */
    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var headers = context.response().headers();
        var location = headers.get(HttpHeaders.LOCATION);
        var own = "https://" + context.request().proxiedRequest().getHeader(HttpHeaders.HOST);
        if (tls && location != null && (location.equals(own) || location.startsWith(own + "/"))) {
            headers.set(HttpHeaders.LOCATION, "http" + location.substring("https".length()));
        }
        return context.sendResponse();
    }
}
