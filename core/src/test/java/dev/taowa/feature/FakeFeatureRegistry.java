package dev.taowa.feature;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Registries and web servers in memory; what is asked of them is noted. */
final class FakeFeatureRegistry implements FeatureRegistry {

    final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
    final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();
    final Map<URI, byte[]> tarballs = new ConcurrentHashMap<>();
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Publishes under {@code host/path:tag}, and gives the manifest's digest. */
    Digest publish(String name, String manifest) {
        var layer = PackedFeature.of(manifest).tar();
        return publish(name, layer);
    }

    Digest publish(String name, byte[] layer) {
        var bytes = PackedFeature.manifest(layer);
        blobs.put(Digest.of(layer), layer);
        manifests.put(name, bytes);
        manifests.put(name.replaceFirst(":[^:/]*$", "") + "@" + Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    @Override
    public InputStream manifest(FeatureReference.Registry reference, Consumer<String> warnings) {
        return give(reference.toString(), manifests.get(reference.toString()));
    }

    @Override
    public InputStream blob(FeatureReference.Registry reference, Digest layer, Consumer<String> warnings) {
        return give(layer.toString(), blobs.get(layer));
    }

    @Override
    public InputStream tarball(URI address) {
        return give(address.toString(), tarballs.get(address));
    }

    private InputStream give(String name, byte @Nullable [] bytes) {
        asked.add(name);
        if (bytes == null) {
            throw new ProblemException(new Problem(ProblemCode.FEATURE_NOT_FOUND, name, "publish it"));
        }
        return new ByteArrayInputStream(bytes);
    }
}
