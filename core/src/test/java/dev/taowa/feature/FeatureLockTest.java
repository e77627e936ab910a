package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.problem.ProblemCode;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureLockTest {

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

        FeatureSource.refused(ProblemCode.FEATURE_REFUSED, "is not the one that was locked", () -> source.resolve(web));
        FeatureSource.refused(ProblemCode.FEATURE_REFUSED, "is not the one that was locked", () -> source.resolve(GO));
    }

    @Test
    void frozenLockMustBeThereAndFit() {
        source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\", \"version\": \"1.0.0\"}");
        FeatureSource.refused(ProblemCode.LOCK_OUTDATED, "does not exist", () -> source.frozen(GO));
        assertThat(source.registry.asked).isEmpty();

        source.file(FeatureSource.LOCK.toString(), "{\"features\": {}}");
        FeatureSource.refused(ProblemCode.LOCK_OUTDATED, "lacks \"ghcr.io/x/go:1\"", () -> source.frozen(GO));

        source.file(FeatureSource.LOCK.toString(), source.resolve(GO).newLock().orElseThrow());
        FeatureSource.refused(
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
            FeatureSource.refused(ProblemCode.LOCK_OUTDATED, "devcontainer-lock.json", () -> source.resolve(GO));
        }
        assertThat(FeatureLock.file(Path.of(".devcontainer.json"))).hasToString(".devcontainer-lock.json");
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
}
