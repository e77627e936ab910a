package dev.taowa.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A program that listens in a workspace: tells what reached it. */
final class Upstream {

    /** Completed to let {@code /slow} end. */
    final CompletableFuture<String> rest = new CompletableFuture<>();

    private final HttpServer server;

    private Upstream(HttpServer server) {
        this.server = server;
    }

    static Upstream start(Vertx vertx) {
        return start(vertx, new HttpServerOptions());
    }

    /** @param options such as a certificate */
    static Upstream start(Vertx vertx, HttpServerOptions options) {
        var server = vertx.createHttpServer(options);
        var upstream = new Upstream(server);
        server.requestHandler(upstream::answer)
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
        Futures.get(server.listen(0, "127.0.0.1"));
        return upstream;
    }

    int port() {
        return server.actualPort();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure shows as a connection that ends
    private void answer(HttpServerRequest request) {
        switch (String.valueOf(request.path())) {
            case "/upload" -> count(request);
            case "/away" -> away(request);
            case "/large" -> request.response().end(Buffer.buffer(new byte[4 << 20]));
            case "/slow" -> {
                var response = request.response().setChunked(true);
                var written = response.write("data: first\n\n");
                written.onFailure(thrown -> request.connection().close());
                rest.thenAccept(text -> {
                    var ended = response.end(text);
                    ended.onFailure(thrown -> request.connection().close());
                });
            }
            default -> request.response().end(told(request));
        }
    }

    /** Redirects to where the query says. */
    private static void away(HttpServerRequest request) {
        request.response()
                .setStatusCode(302)
                .putHeader("Location", String.valueOf(request.query()))
                .end();
    }

    private static void count(HttpServerRequest request) {
        var bytes = new AtomicLong();
        request.handler(part -> bytes.addAndGet(part.length()));
        request.endHandler(end -> request.response().end(String.valueOf(bytes)));
    }

    private static String told(HttpServerRequest request) {
        var text = new StringBuilder(request.uri()).append('\n');
        request.headers()
                .forEach(header -> text.append(header.getKey().toLowerCase(java.util.Locale.ROOT))
                        .append(": ")
                        .append(header.getValue())
                        .append('\n'));
        return text.toString();
    }
}
