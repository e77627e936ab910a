package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.problem.ProblemCode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesTest {

    private static final String GO = "{\"features\": {\"ghcr.io/x/go:1\": {}}}";
    private static final URI ADDRESS = URI.create("https://example.com/devcontainer-feature-web.tgz");

    @TempDir
    private Path temporary;

    private FeatureSource source;

    @BeforeEach
    void start() {
        source = new FeatureSource(temporary);
    }

    @Test
    void everyKindIsFetchedWithWhatItDependsOn() throws IOException {
        var go = source.registry.publish("ghcr.io/x/go:1", """
                {"id": "go", "version": "1.4.2",
                 "dependsOn": {"ghcr.io/x/base:2": {"flag": true}, "ghcr.io/x/any": {}},
                 "options": {"version": {"type": "string", "default": "latest"}}}
                """);
        source.registry.publish("ghcr.io/x/base:2", "{\"id\": \"base\", \"version\": \"2.0.0\"}");
        source.registry.publish("ghcr.io/x/any:latest", "{\"id\": \"any\"}");
        source.registry.tarballs.put(
                ADDRESS,
                PackedFeature.of("{\"id\": \"web\", \"version\": \"3.0.0\"}").tgz());
        source.local("fa", "{\"id\": \"fa\", \"installsAfter\": [\"ghcr.io/x/go\", \"https://example.com/y\"]}");

        var resolved = source.resolve("""
                {"features": {"./fa": {}, "ghcr.io/x/go:1": "1.22", "taowa/docker": {}, "%s": {}}}
                """.formatted(ADDRESS));

        assertThat(FeatureSource.ids(resolved))
                .containsExactly(
                        "ghcr.io/x/any",
                        "ghcr.io/x/base:2",
                        ADDRESS.toString(),
                        "taowa/docker",
                        "ghcr.io/x/go:1",
                        "./fa");
        var second = resolved.ordered().get(4);
        assertThat(second.pinned()).isEqualTo("ghcr.io/x/go@" + go);
        assertThat(second.environment()).containsExactly(Map.entry("VERSION", "1.22"));
        assertThat(second.folder().orElseThrow().resolve("install.sh")).hasContent("#!/bin/sh\n");
        assertThat(resolved.ordered().get(3).folder()).isEmpty();
        assertThat(resolved.ordered().getLast().pinned()).startsWith("./.devcontainer/fa@sha256:");
        assertThat(resolved.warnings())
                .satisfiesExactlyInAnyOrder(
                        warning -> assertThat(warning).contains("has no option \"flag\""),
                        warning -> assertThat(warning).contains("installsAfter of ./fa has no effect"));
    }

    @Test
    void liesAndOtherThingsThanFeaturesAreRefused() {
        var layer = PackedFeature.of("{\"id\": \"go\"}").tar();
        source.registry.publish("ghcr.io/x/go:1", layer);
        source.registry.blobs.put(
                Digest.of(layer), PackedFeature.of("{\"id\": \"evil\"}").tar());
        FeatureSource.refused(ProblemCode.FEATURE_REFUSED, "instead of sha256:", () -> source.resolve(GO));

        source.registry.publish(
                "ghcr.io/x/go:1",
                new PackedFeature().file("install.sh", 0755, "").tar());
        FeatureSource.refused(
                ProblemCode.FEATURE_REFUSED, "holds no devcontainer-feature.json", () -> source.resolve(GO));

        source.registry.publish(
                "ghcr.io/x/go:1",
                new PackedFeature()
                        .file("devcontainer-feature.json", 0644, "{}")
                        .tar());
        FeatureSource.refused(ProblemCode.FEATURE_REFUSED, "holds no install.sh", () -> source.resolve(GO));

        source.registry.manifests.put(
                "ghcr.io/x/go:1", "{\"config\": {\"mediaType\": \"image\"}}".getBytes(StandardCharsets.UTF_8));
        FeatureSource.refused(ProblemCode.FEATURE_REFUSED, "not a Feature", () -> source.resolve(GO));

        source.registry.manifests.put("ghcr.io/x/go:1", new byte[2 << 20]);
        FeatureSource.refused(ProblemCode.FEATURE_REFUSED, "larger than 1 MiB", () -> source.resolve(GO));
    }

    @Test
    void dependenciesWithoutEndAreBounded() {
        for (var at = 0; at < 300; at++) {
            source.local("f" + at, "{\"id\": \"f%d\", \"dependsOn\": {\"./f%d\": {}}}".formatted(at, at + 1));
        }

        FeatureSource.refused(
                ProblemCode.DEFINITION_INVALID,
                "more than 200",
                () -> source.resolve("{\"features\": {\"./f0\": {}}}"));
    }

    @Test
    void equalContentUnderTwoTagsIsInstalledOnce() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\"}");
        source.registry.publish("ghcr.io/x/go:1.0", "{\"id\": \"go\"}");

        assertThat(FeatureSource.ids(
                        source.resolve("{\"features\": {\"ghcr.io/x/go:1\": {}, \"ghcr.io/x/go:1.0\": {}}}")))
                .containsExactly("ghcr.io/x/go:1");
    }

    @Test
    void formerIdsCountForTheOrder() {
        source.registry.publish("ghcr.io/x/zig:1", "{\"id\": \"zig\", \"legacyIds\": [\"ziglang\"]}");
        source.registry.publish("ghcr.io/x/app:1", "{\"id\": \"app\", \"installsAfter\": [\"ghcr.io/x/ziglang\"]}");

        assertThat(FeatureSource.ids(
                        source.resolve("{\"features\": {\"ghcr.io/x/app:1\": {}, \"ghcr.io/x/zig:1\": {}}}")))
                .containsExactly("ghcr.io/x/zig:1", "ghcr.io/x/app:1");
    }

    @Test
    void whatWasMadeAnOptionIsOne() {
        source.registry.publish("ghcr.io/devcontainers/features/java:1", """
                {"id": "java", "options": {"version": {"type": "string"}, "installMaven": {"type": "boolean"},
                 "installGradle": {"type": "boolean"}}}
                """);

        var resolved = source.resolve("{\"features\": {\"maven\": {}, \"java\": \"17\", \"gradle\": \"latest\"}}");

        assertThat(resolved.ordered())
                .singleElement()
                .satisfies(java ->
                        assertThat(java.options()).hasToString("{version=17, installMaven=true, installGradle=true}"));
        assertThat(resolved.warnings()).hasSize(3);
    }

    @Test
    void falseIsNotWanted() {
        source.local("fa", "{}");

        assertThat(source.resolve("{\"features\": {\"./fa\": false}}").ordered())
                .isEmpty();
    }

    @Test
    void agedFeaturesAreNamed() {
        source.local("fa", "{\"id\": \"fa\", \"deprecated\": true}")
                .local("fb", "{\"id\": \"fb\", \"currentId\": \"fc\"}");

        assertThat(source.resolve("{\"features\": {\"./fa\": {}, \"./fb\": {}}}")
                        .warnings())
                .containsExactly(
                        "the Feature \"./fa\" is deprecated by those who publish it",
                        "the Feature \"./fb\" is called \"fc\" by now");
    }
}
