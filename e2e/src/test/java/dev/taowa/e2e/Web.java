package dev.taowa.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to a local server as a browser does. Names below {@code localhost} are not resolved, as nothing on this
 * machine need know them: the connection goes to loopback and the name into the Host header.
 */
final class Web {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Web() {}

    static HttpResponse<String> get(URI uri, @Nullable String cookie) {
        var request = HttpRequest.newBuilder(onLoopback(uri))
                .timeout(LIMIT)
                .header("Host", uri.getAuthority())
                .header("Accept", "text/html");
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return send(request.build());
    }

    /** A request to the API of the server of a state, with its token. */
    static HttpResponse<String> api(Taowa taowa, String method, String path, String body) {
        var server = taowa.server().orElseThrow();
        return send(HttpRequest.newBuilder(api(taowa, path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + server.path("token").asText())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** The lines of a GET that the server answers bit by bit, as they come. */
    static Stream<String> lines(Taowa taowa, String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(api(taowa, path))
                .header(
                        "Authorization",
                        "Bearer " + taowa.server().orElseThrow().path("token").asText());
        headers.forEach(request::header);
        try {
            var answer = CLIENT.send(request.build(), BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new AssertionError("%d for %s".formatted(answer.statusCode(), path));
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }

    static URI api(Taowa taowa, String path) {
        var port = taowa.server().orElseThrow().path("port").asInt();
        return URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(port, path));
    }

    /** The link that opens a target, {@code ide} or a port, as the server makes it. */
    static URI link(Taowa taowa, String workspace, String target) {
        var answer =
                api(taowa, "POST", "workspaces/%s/open".formatted(workspace), "{\"target\":\"%s\"}".formatted(target));
        if (answer.statusCode() != 200) {
            throw new AssertionError("%d %s".formatted(answer.statusCode(), answer.body()));
        }
        return URI.create(Taowa.parse(answer.body()).path("url").asText());
    }

    /** Follows a link as a browser does and returns the cookie that it leaves. */
    static String cookie(URI link) {
        var answer = get(link, null);
        return answer.headers()
                .firstValue("set-cookie")
                .orElseThrow(() -> new AssertionError("no cookie from %s: %s".formatted(link, answer)))
                .split(";", -1)[0];
    }

    static URI origin(URI link) {
        return URI.create("http://" + link.getAuthority() + "/");
    }

    /** Sends one text over a WebSocket and returns the first text that comes back. */
    static String echo(URI uri, String cookie, String origin, String text)
            throws ExecutionException, InterruptedException, TimeoutException {
        var answer = new CompletableFuture<String>();
        var socket = CLIENT.newWebSocketBuilder()
                .header("Host", uri.getAuthority())
                .header("Cookie", cookie)
                .header("Origin", origin)
                .buildAsync(URI.create(onLoopback(uri).toString().replace("http://", "ws://")), new FirstText(answer))
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        socket.sendText(text, true).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        try {
            return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    /** How another user of this machine is answered: the status of a plain request. */
    static int statusFor(String user, URI uri) {
        return Integer.parseInt(Programs.asRoot(
                        "runuser",
                        "-u",
                        user,
                        "--",
                        "curl",
                        "-s",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        "--resolve",
                        "%s:%d:127.0.0.1".formatted(uri.getHost(), uri.getPort()),
                        uri.toString())
                .line());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request.toString(), e);
        }
    }

    private static URI onLoopback(URI uri) {
        return URI.create("http://127.0.0.1:%d%s%s"
                .formatted(
                        uri.getPort(),
                        uri.getRawPath() == null ? "/" : uri.getRawPath(),
                        uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    /** Completes with the first whole text message. */
    private static final class FirstText implements WebSocket.Listener {

        private final CompletableFuture<String> answer;
        private final StringBuilder parts = new StringBuilder();

        FirstText(CompletableFuture<String> answer) {
            this.answer = answer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                answer.complete(parts.toString());
            }
            socket.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            answer.completeExceptionally(error);
        }
    }
}
