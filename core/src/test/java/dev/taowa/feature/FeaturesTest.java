package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Fork;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    private static void refused(ProblemCode code, String told, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().what()).contains(told);
            assertThat(thrown.problem().fix()).isNotBlank();
        });
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
    void lockIsWrittenAsTheReferenceImplementationDoes() {
        var base = source.registry.publish("ghcr.io/x/base:2", "{\"id\": \"base\", \"version\": \"2.0.0\"}");
        var go = source.registry.publish(
                "ghcr.io/x/go:1",
                "{\"id\": \"go\", \"version\": \"1.4.2\", \"dependsOn\": {\"ghcr.io/x/base:2\": {}}}");
        source.local("fa", "{\"id\": \"fa\"}");

        var lock = source.resolve("{\"features\": {\"ghcr.io/x/go:1\": {}, \"./fa\": {}}}")
                .newLock()
                .orElseThrow();

        assertThat(lock).isEqualTo("""
                {
                  "features": {
                    "ghcr.io/x/base:2": {
                      "version": "2.0.0",
                      "resolved": "ghcr.io/x/base@%1$s",
                      "integrity": "%1$s"
                    },
                    "ghcr.io/x/go:1": {
                      "version": "1.4.2",
                      "resolved": "ghcr.io/x/go@%2$s",
                      "integrity": "%2$s",
                      "dependsOn": [
                        "ghcr.io/x/base:2"
                      ]
                    }
                  }
                }
                """.formatted(base, go));
        source.file(FeatureSource.LOCK.toString(), lock);
        assertThat(source.resolve("{\"features\": {\"ghcr.io/x/go:1\": {}}}").newLock())
                .isEmpty();
        assertThat(source.frozen("{\"features\": {\"ghcr.io/x/go:1\": {}}}").ordered())
                .hasSize(2);
    }

    @Test
    void lockedFeatureStaysAsItWas() {
        var first = source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\", \"version\": \"1.0.0\"}");
        source.file(FeatureSource.LOCK.toString(), source.resolve(GO).newLock().orElseThrow());
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\", \"version\": \"1.1.0\"}");

        assertThat(source.resolve(GO).ordered())
                .singleElement()
                .satisfies(go -> assertThat(go.pinned()).endsWith(first.toString()));
        source.file(FeatureSource.LOCK.toString(), "");
        assertThat(source.resolve(GO).newLock().orElseThrow()).contains("1.1.0");
    }

    @Test
    void whatIsPinnedAndCachedNeedsNoNetwork() {
        var digest = source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\"}");
        source.registry.tarballs.put(
                ADDRESS, PackedFeature.of("{\"id\": \"web\"}").tgz());
        var definition = "{\"features\": {\"ghcr.io/x/go@%s\": {}, \"%s\": {}}}".formatted(digest, ADDRESS);
        source.file(
                FeatureSource.LOCK.toString(),
                source.resolve(definition).newLock().orElseThrow());
        source.registry.asked.clear();

        assertThat(source.resolve(definition).ordered()).hasSize(2);
        assertThat(source.registry.asked).isEmpty();
    }

    @Test
    void onlyTheManifestOfAKnownFeatureIsAskedForAgain() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\"}");
        source.resolve(GO);
        source.registry.asked.clear();

        source.resolve(GO);

        assertThat(source.registry.asked).containsExactly("ghcr.io/x/go:1");
    }

    @Test
    void otherBytesThanLockedAreRefused() {
        source.registry.tarballs.put(
                ADDRESS, PackedFeature.of("{\"id\": \"web\"}").tgz());
        var web = "{\"features\": {\"%s\": {}}}".formatted(ADDRESS);
        var digest = "sha256:" + "0".repeat(64);
        source.file(FeatureSource.LOCK.toString(), """
                {"features": {"%1$s": {"version": "1", "resolved": "%1$s", "integrity": "%2$s"},
                 "ghcr.io/x/go:1": {"version": "1", "resolved": "ghcr.io/x/go@%2$s", "integrity": "%2$s"}}}
                """.formatted(ADDRESS, digest));
        source.registry.manifests.put("ghcr.io/x/go@" + digest, PackedFeature.manifest(new byte[0]));

        refused(ProblemCode.FEATURE_REFUSED, "is not the one that was locked", () -> source.resolve(web));
        refused(ProblemCode.FEATURE_REFUSED, "is not the one that was locked", () -> source.resolve(GO));
    }

    @Test
    void frozenLockMustBeThereAndFit() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\", \"version\": \"1.0.0\"}");
        refused(ProblemCode.LOCK_OUTDATED, "does not exist", () -> source.frozen(GO));
        assertThat(source.registry.asked).isEmpty();

        source.file(FeatureSource.LOCK.toString(), "{\"features\": {}}");
        refused(ProblemCode.LOCK_OUTDATED, "lacks \"ghcr.io/x/go:1\"", () -> source.frozen(GO));

        source.file(FeatureSource.LOCK.toString(), source.resolve(GO).newLock().orElseThrow());
        refused(
                ProblemCode.LOCK_OUTDATED,
                "has \"ghcr.io/x/go:1\", which nothing asks for",
                () -> source.frozen("{\"features\": {}}"));
    }

    @Test
    void brokenLocksAreProblems() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\"}");
        for (var broken : new String[] {
            "{\"features\": []}",
            "{\"features\": {\"ghcr.io/x/go:1\": 1}}",
            "{\"features\": {\"ghcr.io/x/go:1\": {\"integrity\": \"sha256:1\"}}}",
            "{\"features\": {\"ghcr.io/x/go:1\": {\"resolved\": \"evil.example/go@sha256:%1$s\", \"integrity\": \"sha256:%1$s\"}}}"
                    .formatted("0".repeat(64))
        }) {
            source.file(FeatureSource.LOCK.toString(), broken);
            refused(ProblemCode.LOCK_OUTDATED, "devcontainer-lock.json", () -> source.resolve(GO));
        }
        assertThat(FeatureLock.file(Path.of(".devcontainer.json"))).hasToString(".devcontainer-lock.json");
    }

    @Test
    void liesAndOtherThingsThanFeaturesAreRefused() {
        var layer = PackedFeature.of("{\"id\": \"go\"}").tar();
        source.registry.publish("ghcr.io/x/go:1", layer);
        source.registry.blobs.put(
                Digest.of(layer), PackedFeature.of("{\"id\": \"evil\"}").tar());
        refused(ProblemCode.FEATURE_REFUSED, "instead of sha256:", () -> source.resolve(GO));

        source.registry.publish(
                "ghcr.io/x/go:1",
                new PackedFeature().file("install.sh", 0755, "").tar());
        refused(ProblemCode.FEATURE_REFUSED, "holds no devcontainer-feature.json", () -> source.resolve(GO));

        source.registry.publish(
                "ghcr.io/x/go:1",
                new PackedFeature()
                        .file("devcontainer-feature.json", 0644, "{}")
                        .tar());
        refused(ProblemCode.FEATURE_REFUSED, "holds no install.sh", () -> source.resolve(GO));

        source.registry.manifests.put(
                "ghcr.io/x/go:1", "{\"config\": {\"mediaType\": \"image\"}}".getBytes(StandardCharsets.UTF_8));
        refused(ProblemCode.FEATURE_REFUSED, "not a Feature", () -> source.resolve(GO));

        source.registry.manifests.put("ghcr.io/x/go:1", new byte[2 << 20]);
        refused(ProblemCode.FEATURE_REFUSED, "larger than 1 MiB", () -> source.resolve(GO));
    }

    @Test
    void dependenciesWithoutEndAreBounded() {
        for (var at = 0; at < 300; at++) {
            source.local("f" + at, "{\"id\": \"f%d\", \"dependsOn\": {\"./f%d\": {}}}".formatted(at, at + 1));
        }

        refused(
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
    void lockFitsWhenTwoIdsAreOneFeature() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\", \"version\": \"1.0.0\"}");
        source.registry.publish("ghcr.io/x/go:1.0", "{\"id\": \"go\", \"version\": \"1.0.0\"}");
        var both = "{\"features\": {\"ghcr.io/x/go:1\": {}, \"ghcr.io/x/go:1.0\": {}}}";
        source.file(
                FeatureSource.LOCK.toString(), source.resolve(both).newLock().orElseThrow());

        assertThat(source.frozen(both).ordered()).hasSize(1);
    }

    @Test
    void oneCacheServesMany() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\"}");
        source.local("fa", "{}");
        var definition = "{\"features\": {\"ghcr.io/x/go:1\": {}, \"./fa\": {}}}";

        var folders =
                Fork.all(Collections.<Callable<ResolvedFeatures>>nCopies(8, () -> source.resolve(definition))).stream()
                        .map(resolved -> resolved.ordered().stream()
                                .map(feature -> feature.folder().orElseThrow())
                                .toList())
                        .distinct()
                        .toList();

        assertThat(folders)
                .singleElement()
                .satisfies(both -> assertThat(both)
                        .allSatisfy(folder ->
                                assertThat(folder.resolve("install.sh")).isRegularFile()));
        assertThat(temporary.resolve("cache/fresh")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsDeleted() throws IOException {
        source.local("fa", "{}");
        var old = Files.createDirectories(temporary.resolve("cache/fresh/old"));
        Files.writeString(old.resolve("file"), "");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        var young = Files.createDirectories(temporary.resolve("cache/fresh/young"));

        source.resolve("{\"features\": {\"./fa\": {}}}");

        assertThat(old).doesNotExist();
        assertThat(young).exists();
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
    void localFilesAreCopiedAndTheirLinksStayInside() throws IOException {
        source.local("fa", "{}").file(".devcontainer/fa/sub/x", "x");
        Files.createSymbolicLink(source.root().resolve(".devcontainer/fa/in"), Path.of("sub/x"));
        var definition = "{\"features\": {\"./fa\": {}}}";
        var first = source.resolve(definition).ordered().getFirst();

        assertThat(first.folder().orElseThrow().resolve("in")).isSymbolicLink().hasContent("x");
        source.file(".devcontainer/fa/sub/x", "y");
        assertThat(source.resolve(definition).ordered().getFirst().pinned()).isNotEqualTo(first.pinned());
        assertThat(first.folder().orElseThrow().resolve("in")).hasContent("x");
        Files.createSymbolicLink(source.root().resolve(".devcontainer/fa/out"), Path.of("/etc/hostname"));
        refused(ProblemCode.FEATURE_REFUSED, "\"out\" leads to \"/etc/hostname\"", () -> source.resolve(definition));
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
