package dev.taowa.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server that answers as it is told to; what it was asked is noted. */
public final class ScriptedServer implements AutoCloseable {

    /** What was asked, and what came with it. */
    public record Request(String path, String query, Optional<String> authorization) {}

    /** How to answer one request. */
    public interface Script {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private ScriptedServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static ScriptedServer start() throws IOException {
        return new ScriptedServer(HttpServer.create(anyPort(), 0));
    }

    static ScriptedServer start(SSLContext keys) throws IOException {
        var server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys));
        return new ScriptedServer(server);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public ScriptedServer on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    public ScriptedServer on(String path, byte[] body) {
        return on(path, exchange -> reply(exchange, 200, body));
    }

    public static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static Script redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            reply(exchange, 307, new byte[0]);
        };
    }

    /** Sends the beginning of a large answer, and then nothing. */
    public Script stall() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1 << 20);
            exchange.getResponseBody().write(new byte[1000]);
            exchange.getResponseBody().flush();
            asked.countDown();
            closed.await();
        };
    }

    /** Answers nothing at all. */
    Script silence() {
        return _ -> closed.await();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            requests.add(new Request(
                    uri.getPath(),
                    String.valueOf(uri.getQuery()),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
            scripts.getOrDefault(uri.getPath(), missing -> reply(missing, 404, new byte[0]))
                    .answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
