package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.problem.ProblemCode;
import dev.taowa.task.Fork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {

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
    void aManifestInPiecesIsAskedForAgain() throws IOException {
        var digest = source.registry.publish("ghcr.io/x/go:1", "{\"id\": \"go\"}");
        var pinned = "{\"features\": {\"ghcr.io/x/go@%s\": {}}}".formatted(digest);
        source.resolve(pinned);
        Files.writeString(temporary.resolve("cache/manifests").resolve(digest.hex()), "");

        assertThat(source.resolve(pinned).ordered()).hasSize(1);
        assertThat(source.resolve(pinned).ordered()).hasSize(1);

        assertThat(Collections.frequency(source.registry.asked, "ghcr.io/x/go@" + digest))
                .isEqualTo(2);
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
        FeatureSource.refused(
                ProblemCode.FEATURE_REFUSED, "\"out\" leads to \"/etc/hostname\"", () -> source.resolve(definition));
    }

    @Test
    void localFilesAreCopiedOnlyWhenTheyChanged() throws IOException {
        source.local("fa", "{\"id\": \"fa\"}");
        var definition = "{\"features\": {\"./fa\": {}}}";
        var first = source.resolve(definition).ordered().getFirst();
        var kept = first.folder().orElseThrow();
        var made = Files.getLastModifiedTime(kept.resolve("install.sh"));

        assertThat(source.resolve(definition).ordered().getFirst()).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(kept.resolve("install.sh"))).isEqualTo(made);
        assertThat(temporary.resolve("cache/fresh")).isEmptyDirectory();

        source.file(".devcontainer/fa/install.sh", "#!/bin/sh\necho\n");
        var changed = source.resolve(definition).ordered().getFirst();
        assertThat(changed.pinned()).isNotEqualTo(first.pinned());
        assertThat(changed.folder().orElseThrow().resolve("install.sh")).hasContent("#!/bin/sh\necho\n");
        assertThat(kept.resolve("install.sh")).hasContent("#!/bin/sh\n");
    }
}
