package dev.taowa.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Serves repositories by {@code git http-backend}: {@code private/} asks for a password, {@code slow/} never ends. */
final class GitServer implements AutoCloseable {

    static final String USER = "reader";
    static final String PASSWORD = "s3cret-of-the-tests";

    final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Path root;

    GitServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.startsWith("/slow/")) {
                asked.countDown();
                closed.await();
            } else if (path.startsWith("/private/") && !mayRead(exchange)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"private\"");
                exchange.sendResponseHeaders(401, -1);
            } else {
                backend(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean mayRead(HttpExchange exchange) {
        var expected = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void backend(HttpExchange exchange) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        put(builder, "GIT_PROJECT_ROOT", root.toString());
        put(builder, "GIT_HTTP_EXPORT_ALL", "1");
        put(builder, "REQUEST_METHOD", exchange.getRequestMethod());
        put(builder, "PATH_INFO", exchange.getRequestURI().getPath());
        put(builder, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
        put(builder, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
        put(builder, "HTTP_CONTENT_ENCODING", exchange.getRequestHeaders().getFirst("Content-Encoding"));
        put(builder, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
        var body = exchange.getRequestBody().readAllBytes();
        put(builder, "CONTENT_LENGTH", String.valueOf(body.length));
        var process = builder.start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(body);
        }
        try (var stdout = new BufferedInputStream(process.getInputStream())) {
            var status = 200;
            for (var line = line(stdout); !line.isEmpty(); line = line(stdout)) {
                var value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("Status:")) {
                    status = Integer.parseInt(value.substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(line.substring(0, line.indexOf(':')), value);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            stdout.transferTo(exchange.getResponseBody());
        } finally {
            process.destroy();
        }
    }

    private static void put(ProcessBuilder builder, String name, @Nullable String value) {
        builder.environment().put(name, value == null ? "" : value);
    }

    private static String line(InputStream stream) throws IOException {
        var line = new StringBuilder();
        for (var next = stream.read(); next >= 0 && next != '\n'; next = stream.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
