package dev.taowa.driver.podman.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Podman's libpod REST API (docs.podman.io, "Reference") over a unix socket.
 *
 * <p>Safe for use by many threads. A refusal is thrown as an {@link EngineException}; an engine that does not answer as a
 * {@link ProblemException} of ENGINE_UNREACHABLE. Interrupt to cancel.
 */
public final class EngineClient implements AutoCloseable {

    private static final String API = "http://engine/v4.0.0/libpod";
    private static final int CONNECTIONS = 64;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 400;

    private final Path socket;
    private final ObjectMapper json = new ObjectMapper();
    private final CloseableHttpClient http;

    public EngineClient(Path socket) {
        this.socket = socket;
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .build();
        var requests = RequestConfig.custom()
                .setUnixDomainSocket(socket)
                .setResponseTimeout(Timeout.DISABLED)
                .build();
        this.http = HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(requests)
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    /** What a streamed answer is read by. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    /** Whether the engine answers now. */
    public boolean answers() {
        try {
            return http.execute(new HttpUriRequestBase("GET", URI.create(API + "/_ping")), response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode() < FAILED;
            });
        } catch (IOException e) {
            return false;
        }
    }

    public JsonNode get(String path) {
        return call("GET", path, null, this::parse);
    }

    /** As {@link #get}; empty when the engine knows no such thing. */
    public Optional<JsonNode> find(String path) {
        try {
            return Optional.of(get(path));
        } catch (EngineException e) {
            if (e.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Posts JSON, or nothing when {@code body} is missing; the answer may be a missing node. */
    public JsonNode post(String path, JsonNode body) {
        var entity = body.isMissingNode() ? null : new StringEntity(body.toString(), ContentType.APPLICATION_JSON);
        return call("POST", path, entity, this::parse);
    }

    public JsonNode post(String path) {
        return post(path, MissingNode.getInstance());
    }

    /** Sends an entity, such as a tar stream. */
    public <T> T send(String method, String path, @Nullable HttpEntity body, Reader<T> reader) {
        return call(method, path, body, reader);
    }

    /** Deletes; what is not there counts as deleted. */
    public void delete(String path) {
        try {
            call("DELETE", path, null, this::parse);
        } catch (EngineException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    /** Reads JSON documents one after the other until the engine ends the answer. */
    public void stream(String method, String path, @Nullable HttpEntity body, Consumer<JsonNode> documents) {
        call(method, path, body, input -> {
            try (MappingIterator<JsonNode> each = json.readerFor(JsonNode.class).readValues(input)) {
                while (each.hasNextValue()) {
                    documents.accept(each.nextValue());
                }
            }
            return documents;
        });
    }

    /** A path with its query, each value encoded. */
    public static String path(String path, Map<String, String> query) {
        if (query.isEmpty()) {
            return path;
        }
        return query.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .sorted()
                .collect(Collectors.joining("&", path + "?", ""));
    }

    /** One segment of a path, or one value of a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode parse(InputStream body) throws IOException {
        return json.readTree(body);
    }

    private <T> T call(String method, String path, @Nullable HttpEntity body, Reader<T> reader) {
        var request = new HttpUriRequestBase(method, URI.create(API + path));
        if (body != null) {
            request.setEntity(body);
        }
        try {
            return http.execute(request, response -> {
                refuse(response);
                var entity = response.getEntity();
                return reader.read(entity == null ? InputStream.nullInputStream() : entity.getContent());
            });
        } catch (IOException e) {
            throw Thread.currentThread().isInterrupted() ? cancelled(e) : unreachable(e);
        } catch (CancellationException e) {
            // How the client tells that the wait for a connection was interrupted.
            throw cancelled(e);
        }
    }

    private void refuse(ClassicHttpResponse response) throws IOException {
        if (response.getCode() < FAILED) {
            return;
        }
        var entity = response.getEntity();
        var text = entity == null ? "" : new String(entity.getContent().readNBytes(64 * 1024), StandardCharsets.UTF_8);
        throw new EngineException(response.getCode(), message(text));
    }

    private String message(String text) {
        try {
            var node = json.readTree(text);
            var message = node.path("message").asText("");
            return message.isEmpty() ? node.path("cause").asText(text) : message;
        } catch (IOException e) {
            return text;
        }
    }

    private static ProblemException cancelled(Exception cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.CANCELLED, "the operation was cancelled", "run the same command again to go on"),
                cause);
    }

    private ProblemException unreachable(IOException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.ENGINE_UNREACHABLE,
                        "the engine at %s does not answer: %s".formatted(socket, cause.getMessage()),
                        "run the same command again: it starts the engine; `taowa doctor` tells more"),
                cause);
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
