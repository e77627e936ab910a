package dev.taowa.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells from a manifest itself of which type it is, so that its bytes are all there is to store. */
final class ManifestType {

    private static final String OCI = "application/vnd.oci.image.%s.v1+json";

    private ManifestType() {}

    /**
     * What it says, else what its members say (OCI image specification 1.1: "mediaType" may be left out).
     *
     * @return empty if this is no manifest of an image
     */
    static Optional<String> of(byte[] manifest) {
        JsonNode json;
        try {
            json = JsonText.parse("manifest", new String(manifest, StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            return Optional.empty();
        }
        var said = json.path("mediaType").asText();
        if (said.matches("application/vnd\\.[a-z0-9.+-]{1,100}")) {
            return Optional.of(said);
        }
        if (json.path("manifests").isArray()) {
            return Optional.of(OCI.formatted("index"));
        }
        return json.path("layers").isArray() ? Optional.of(OCI.formatted("manifest")) : Optional.empty();
    }
}
