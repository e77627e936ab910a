package dev.taowa.registry;

import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureReference;
import dev.taowa.feature.FeatureRegistry;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** Where Features and templates are published: registries, and web servers. */
public final class OciRegistry implements FeatureRegistry {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Transfer transfer;
    private final RegistryClient client;

    /** Reads as the person whose logins these are, from where their environment is. */
    public OciRegistry(Logins logins) {
        this(logins, Transfer.of(logins.environment()));
    }

    OciRegistry(Logins logins, Transfer transfer) {
        this.transfer = transfer;
        this.client = new RegistryClient(logins, transfer);
    }

    @Override
    public InputStream manifest(FeatureReference.Registry reference, Consumer<String> warnings) {
        return client.read(place(reference), "manifests/" + reference.version(), MANIFEST, warnings)
                .body();
    }

    @Override
    public InputStream blob(FeatureReference.Registry reference, Digest layer, Consumer<String> warnings) {
        return client.read(place(reference), "blobs/" + layer, "*/*", warnings).body();
    }

    private static RegistryClient.Place place(FeatureReference.Registry reference) {
        return new RegistryClient.Place(reference.registry(), reference.path(), reference.toString());
    }

    @Override
    public InputStream tarball(URI address) {
        var answer = transfer.get(address, "*/*", Optional.empty());
        if (answer.status() == 200) {
            return answer.body();
        }
        answer.body().close();
        throw RegistryClient.failed(address.toString(), Endpoint.authority(address), answer.status(), false);
    }
}
