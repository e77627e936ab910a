package dev.taowa.registry;

import dev.taowa.feature.Digest;
import dev.taowa.feature.PackedFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Debian's docker-registry on a loopback port, with a configuration and data of its own. */
final class RealRegistry implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:[0-9]+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final String host;

    private RealRegistry(Process process, Path data, String host) {
        this.process = process;
        this.data = data;
        this.host = host;
    }

    /** @param auth the part of its configuration that says who may read; empty for everybody */
    static RealRegistry start(Path folder, String auth) throws IOException {
        var data = Files.createTempDirectory(folder, "registry");
        var config = data.resolve("config.yml");
        Files.writeString(config, """
                version: 0.1
                log: {level: info, formatter: text}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:0"}
                %s
                """.formatted(data.resolve("data"), auth));
        var builder = new ProcessBuilder("docker-registry", "serve", config.toString()).redirectErrorStream(true);
        builder.environment().put("OTEL_TRACES_EXPORTER", "none");
        var process = builder.start();
        return new RealRegistry(process, data.resolve("data"), awaitListening(process));
    }

    private static String awaitListening(Process process) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var seen = new StringBuilder();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            seen.append(line).append('\n');
            var matcher = LISTENING.matcher(line);
            if (matcher.find()) {
                Thread.ofVirtual().start(() -> drain(reader));
                return matcher.group(1);
            }
        }
        throw new IOException("docker-registry did not start: " + seen);
    }

    private static void drain(BufferedReader reader) {
        try {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // With the process.
        }
    }

    String host() {
        return host;
    }

    Digest push(String path, String tag, String manifest) throws IOException, InterruptedException {
        return push(path, tag, manifest, Optional.empty());
    }

    /** Publishes a Feature and gives the digest of its manifest. */
    Digest push(String path, String tag, String manifest, Optional<String> authorization)
            throws IOException, InterruptedException {
        return push(path, tag, PackedFeature.of(manifest).tar(), authorization);
    }

    /** Publishes an artifact with this archive. */
    Digest push(String path, String tag, byte[] layer, Optional<String> authorization)
            throws IOException, InterruptedException {
        pushBlob(path, layer, authorization);
        pushBlob(path, PackedFeature.CONFIG, authorization);
        var bytes = PackedFeature.manifest(layer);
        send(
                URI.create("http://%s/v2/%s/manifests/%s".formatted(host, path, tag)),
                "PUT",
                "application/vnd.oci.image.manifest.v1+json",
                bytes,
                authorization);
        return Digest.of(bytes);
    }

    private void pushBlob(String path, byte[] bytes, Optional<String> authorization)
            throws IOException, InterruptedException {
        var start = send(
                URI.create("http://%s/v2/%s/blobs/uploads/".formatted(host, path)),
                "POST",
                "application/octet-stream",
                new byte[0],
                authorization);
        var location = start.headers().firstValue("Location").orElseThrow();
        send(
                URI.create(location + (location.contains("?") ? "&" : "?") + "digest=" + Digest.of(bytes)),
                "PUT",
                "application/octet-stream",
                bytes,
                authorization);
    }

    private HttpResponse<String> send(
            URI address, String method, String type, byte[] body, Optional<String> authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        authorization.ifPresent(value -> request.header("Authorization", value));
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s %s: %d %s".formatted(method, address, response.statusCode(), response.body()));
        }
        return response;
    }

    /** Puts other bytes where those of this manifest's layer are. */
    void tamper(String manifest) throws IOException {
        tamper(PackedFeature.of(manifest).tar());
    }

    void tamper(byte[] layer) throws IOException {
        var hex = Digest.of(layer).hex();
        var file = data.resolve("docker/registry/v2/blobs/sha256/%s/%s/data".formatted(hex.substring(0, 2), hex));
        Files.write(file, PackedFeature.of("{\"id\": \"evil\"}").tar());
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
