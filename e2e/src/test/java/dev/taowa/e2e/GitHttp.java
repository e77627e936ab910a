package dev.taowa.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves bare repositories over HTTP by {@code git http-backend}; those under {@code private/} ask for a password. */
final class GitHttp implements AutoCloseable {

    static final String USER = "reader";
    static final String PASSWORD = "s3cret-of-the-tests";

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    GitHttp(Path root) {
        this.root = root;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url(String repository) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), repository);
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestURI().toString());
            if (exchange.getRequestURI().getPath().startsWith("/private/") && !mayRead(exchange)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"private\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            backend(exchange);
        }
    }

    private static boolean mayRead(HttpExchange exchange) {
        var token = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void backend(HttpExchange exchange) throws IOException {
        var process = builder(exchange).start();
        try (var stdin = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(stdin);
        }
        try (var stdout = new BufferedInputStream(process.getInputStream())) {
            var status = 200;
            for (var line = line(stdout); !line.isEmpty(); line = line(stdout)) {
                var colon = line.indexOf(':');
                var value = line.substring(colon + 1).strip();
                if (line.startsWith("Status:")) {
                    status = Integer.parseInt(value.substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(line.substring(0, colon), value);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            stdout.transferTo(exchange.getResponseBody());
        } finally {
            process.destroy();
        }
    }

    private ProcessBuilder builder(HttpExchange exchange) {
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        var headers = exchange.getRequestHeaders();
        var environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        var query = exchange.getRequestURI().getRawQuery();
        environment.put("QUERY_STRING", query == null ? "" : query);
        put(environment, "CONTENT_TYPE", headers.getFirst("Content-Type"));
        put(environment, "CONTENT_LENGTH", headers.getFirst("Content-Length"));
        put(environment, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
        put(environment, "GIT_PROTOCOL", headers.getFirst("Git-Protocol"));
        return builder;
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static String line(InputStream stream) throws IOException {
        var line = new StringBuilder();
        for (var next = stream.read(); next >= 0 && next != '\n'; next = stream.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
