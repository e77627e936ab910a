package dev.taowa.feature;

import java.io.InputStream;
import java.net.URI;

/**
 * Fetches over the network; what comes is checked by who asks, here it is only bounded in time.
 *
 * <p>Calls and the streams that they give block, throw a problem that names the host, and end with an interrupt.
 */
public interface FeatureRegistry {

    /** The bytes of the manifest of this version; a manifest of no other kind than an OCI image's is asked for. */
    InputStream manifest(FeatureReference.Registry reference);

    /** The bytes of a layer of the artifact. */
    InputStream blob(FeatureReference.Registry reference, Digest layer);

    /** The bytes at an {@code https:} address; nobody's credentials go there. */
    InputStream tarball(URI address);
}
