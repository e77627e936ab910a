package dev.taowa.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.taowa.api.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server of canned answers on a port of this machine; notes what it was asked. */
public final class FakeServer implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final long pid;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    public FakeServer(long pid) {
        try {
            this.pid = pid;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::handle);
            server.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public ServerAddress address() {
        return new ServerAddress(pid, "", server.getAddress().getPort(), "the-token", "test");
    }

    public FakeServer on(String request, Answer answer) {
        answers.put(request, answer);
        return this;
    }

    public FakeServer on(String request, int status, String body) {
        return on(request, exchange -> send(exchange, status, body));
    }

    /** Events whose ids count from the first; a comment comes before them. */
    public static String events(int first, String... data) {
        var text = new StringBuilder(": hello\n\n");
        for (var index = 0; index < data.length; index++) {
            text.append("id: %d\ndata: %s\n\n".formatted(first + index, data[index]));
        }
        return text.toString();
    }

    public static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Sends the beginning of a longer body and breaks the connection off. */
    public static void breakOff(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length + 100L);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        throw new IOException("the test breaks off here");
    }

    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** From now on nobody listens. */
    public void die() {
        server.stop(0);
    }

    @Override
    public void close() {
        die();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var resumed = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        synchronized (this) {
            asked.add(resumed == null ? request : request + " after " + resumed);
        }
        if (!"Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"code\":\"PRIVILEGE_REFUSED\",\"what\":\"no token\",\"fix\":\"send it\"}");
            return;
        }
        var answer = answers.get(request.replace("/api/v1/", ""));
        if (answer == null) {
            send(exchange, 404, "{\"code\":\"WORKSPACE_NOT_FOUND\",\"what\":\"nothing here\",\"fix\":\"look there\"}");
            return;
        }
        answer.to(exchange);
    }
}
