package dev.taowa.registry;

import dev.taowa.feature.Digest;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Images that anybody may pull, asked for without anybody's login. Safe for use by many threads. */
public final class PublicImages {

    private static final String MANIFESTS = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final RegistryClient client;

    /** @param environment whose proxies are used */
    public PublicImages(Map<String, String> environment) {
        this.client = new RegistryClient(new Logins(List.of(), environment), Transfer.of(environment, Timeouts.LARGE));
    }

    /**
     * What a registry gives, not verified yet.
     *
     * @param length in bytes, if the registry says so
     * @param bytes end with a {@link ProblemException} if the transfer breaks or stands still
     */
    public record Content(OptionalLong length, InputStream bytes) implements AutoCloseable {

        @Override
        public void close() {
            try {
                bytes.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /**
     * The manifest of an image.
     *
     * @param reference a tag or a digest
     * @throws ProblemException if the registry does not give it to everybody, or not at all
     */
    public Content manifest(String registry, String path, String reference) {
        return read(registry, path, "manifests/" + reference, MANIFESTS);
    }

    /** A layer or configuration of an image, as {@link #manifest}. */
    public Content blob(String registry, String path, Digest digest) {
        return read(registry, path, "blobs/" + digest, "*/*");
    }

    private Content read(String registry, String path, String part, String types) {
        var place = new RegistryClient.Place(registry, path, registry + "/" + path);
        var answer = client.read(place, part, types, _ -> {});
        return new Content(answer.length(), answer.body());
    }
}
