package dev.taowa.feature;

import java.io.InputStream;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Fetches over the network; what comes is checked by who asks, here it is only bounded in time.
 *
 * <p>Calls and the streams that they give block, throw a problem that names the host, and end with an interrupt.
 */
public interface FeatureRegistry {

    /**
     * The bytes of the manifest of this version; a manifest of no other kind than an OCI image's is asked for.
     *
     * @param warnings is told what a person should know, such as why no login was used
     */
    InputStream manifest(FeatureReference.Registry reference, Consumer<String> warnings);

    /** The bytes of a layer of the artifact. */
    InputStream blob(FeatureReference.Registry reference, Digest layer, Consumer<String> warnings);

    /** The bytes at an {@code https:} address; nobody's credentials go there. */
    InputStream tarball(URI address);
}
