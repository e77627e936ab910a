package dev.taowa.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry with one public image, that notes what it is asked for. */
final class ServedImage implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String repository;
    private final String tag;
    private final Path blobs;
    private final String manifest;
    private final HttpServer server;

    private ServedImage(String repository, String tag, Path blobs, String manifest, HttpServer server) {
        this.repository = repository;
        this.tag = tag;
        this.blobs = blobs;
        this.manifest = manifest;
        this.server = server;
    }

    /**
     * @param repository of the image, such as {@code library/box}
     * @param archive an OCI archive, unpacked into {@code folder}
     */
    static ServedImage start(String repository, String tag, Path archive, Path folder) {
        try {
            Files.createDirectories(folder);
            Programs.run("tar", "-xf", archive.toString(), "-C", folder.toString())
                    .orFail();
            var blobs = folder.resolve("blobs/sha256");
            var manifest =
                    hex(json(folder.resolve("index.json")).path("manifests").path(0));
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var served = new ServedImage(repository, tag, blobs, manifest, server);
            server.createContext("/", served::answer);
            server.start();
            return served;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Folders.read(file));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hex(JsonNode descriptor) {
        return descriptor.path("digest").asText().substring("sha256:".length());
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often its layer went over the wire. */
    int pulls() {
        var layer = hex(json(blobs.resolve(manifest)).path("layers").path(0));
        return Collections.frequency(asked, layer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("^sha256:", "");
            var own = "/v2/" + repository + "/";
            var file = blobs.resolve(path.equals(own + "manifests/" + tag) ? manifest : name);
            if (!path.startsWith(own) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            asked.add(name);
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
