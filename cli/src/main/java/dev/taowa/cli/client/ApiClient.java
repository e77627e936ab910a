package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import dev.taowa.cli.json.EventReader;
import dev.taowa.cli.json.Json;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * The API of the local server, which is started when it does not answer.
 *
 * <p>Every request is idempotent, so one that a dying server cut off is sent again. A response that is a problem is
 * thrown as one.
 */
public final class ApiClient {

    private static final String ROOT = "/api/v1/";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalServer server;

    public ApiClient(LocalServer server) {
        this.server = server;
    }

    public Json get(String path) {
        return exchange("GET", path, "");
    }

    public Json post(String path) {
        return exchange("POST", path, "");
    }

    public Json post(String path, Json body) {
        return exchange("POST", path, body.toString());
    }

    public Json delete(String path) {
        return exchange("DELETE", path, "");
    }

    /** A part of a path or a query, escaped. */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Something that reads a response as it comes. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(InputStream body) throws IOException;
    }

    /** Reads a stream that may last; an IOException from the reading says that the server went away. */
    public <T> T stream(String path, Map<String, String> headers, Reading<T> reading) throws IOException {
        return stream(server.obtain(), path, headers, reading);
    }

    <T> T stream(ServerAddress address, String path, Map<String, String> headers, Reading<T> reading)
            throws IOException {
        try (var call = HttpCall.send(address, "GET", ROOT + path, headers, "")) {
            if (call.status() >= 400) {
                throw problem(call.status(), call.text());
            }
            return reading.read(call.body());
        }
    }

    /** The server that answers now, started if need be. */
    ServerAddress address() {
        return server.obtain();
    }

    private Json exchange(String method, String path, String body) {
        var address = server.obtain();
        try {
            return exchange(address, method, path, body);
        } catch (IOException cutOff) {
            return again(method, path, body);
        }
    }

    private Json again(String method, String path, String body) {
        try {
            return exchange(server.obtain(), method, path, body);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            ProblemCode.SERVER_FAILED,
                            "the local server does not answer: " + e.getMessage(),
                            "run the same command again; `taowa doctor` looks for the cause"),
                    e);
        }
    }

    private static Json exchange(ServerAddress address, String method, String path, String body) throws IOException {
        try (var call = Patience.within(PATIENCE, () -> HttpCall.send(address, method, ROOT + path, Map.of(), body))) {
            var text = Patience.within(PATIENCE, call::text);
            if (call.status() >= 400) {
                throw problem(call.status(), text);
            }
            return text.isBlank() ? new Json(null) : Json.parse(text);
        }
    }

    private static ProblemException problem(int status, String body) {
        try {
            var json = Json.parse(body);
            if (!json.text("code").isEmpty()) {
                return new ProblemException(EventReader.problem(json));
            }
        } catch (IOException notJson) {
            // Told below, by its status.
        }
        return new ProblemException(new Problem(
                status >= 500 ? ProblemCode.BUG : ProblemCode.BAD_ARGUMENT,
                "the local server answered with status " + status,
                "run the same command again; server.log in the state folder says more"));
    }
}
