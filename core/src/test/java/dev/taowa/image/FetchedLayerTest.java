package dev.taowa.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.feature.FeatureManifest;
import dev.taowa.feature.FeatureReference;
import dev.taowa.feature.ResolvedFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedLayerTest {

    private static final String MANIFEST = """
            {"id": "Go_Lang", "version": "1.0.0", "options": {"word": {"type": "string", "default": ""}},
             "containerEnv": {"PATH": "/opt/go/bin:${PATH}"}, "entrypoint": "/start", "privileged": true,
             "postCreateCommand": "true"}
            """;

    @TempDir
    private Path folder;

    @Test
    void optionsAreDataAndNeverText() throws IOException {
        var layer = Layer.of(feature("'; rm -rf / #", "sha256:1"));

        assertThat(layer.id()).isEqualTo("feature-go-lang");
        assertThat(text(layer, "feature/options.env")).isEqualTo("WORD=''\\''; rm -rf / #'\n");
        assertThat(layer.containerfile("x")).doesNotContain("rm -rf /").contains("ARG TAOWA_PATH");
        assertThat(layer.files()).extracting(ContextEntry::path).contains("feature/source/install.sh");
    }

    @Test
    void theTagFollowsContentAndOptions() throws IOException {
        var tag = Layer.of(feature("a", "sha256:1")).tag("below", "");

        assertThat(Layer.of(feature("a", "sha256:1")).tag("below", "")).isEqualTo(tag);
        assertThat(Layer.of(feature("b", "sha256:1")).tag("below", "")).isNotEqualTo(tag);
        assertThat(Layer.of(feature("a", "sha256:2")).tag("below", "")).isNotEqualTo(tag);
        assertThat(Layer.of(feature("a", "sha256:1")).tag("other", "")).isNotEqualTo(tag);
    }

    @Test
    void theLabelTellsWhatHoldsAfterInstallation() throws IOException {
        var feature = feature("a", "sha256:1");

        assertThat(FeatureMetadata.label("[{\"remoteUser\":\"node\"}]", List.of(feature)))
                .isEqualTo("[{\"remoteUser\":\"node\"},{\"id\":\"ghcr.io/x/go:1\",\"privileged\":true,"
                        + "\"entrypoint\":\"/start\",\"postCreateCommand\":\"true\"}]");
        for (var below : List.of("", "{", "3")) {
            assertThat(FeatureMetadata.label(below, List.of())).isEqualTo("[]");
        }
        assertThat(FeatureMetadata.label("{}", List.of())).isEqualTo("[{}]");
    }

    private ResolvedFeature feature(String word, String content) throws IOException {
        Files.writeString(folder.resolve("install.sh"), "#!/bin/sh\n");
        return new ResolvedFeature(
                "ghcr.io/x/go:1",
                new FeatureReference.Local(Path.of("go")),
                content,
                FeatureManifest.parse("devcontainer-feature.json", MANIFEST, "go"),
                Map.of("word", word),
                Optional.of(folder));
    }

    private static String text(Layer layer, String path) {
        return layer.files().stream()
                .filter(entry -> entry.path().equals(path))
                .map(ContextEntry.Given.class::cast)
                .map(given -> new String(given.content().bytes(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }
}
