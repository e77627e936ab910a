package dev.taowa.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.JsonText;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A source with a devcontainer.json and local Features, and the cache and registries that it is resolved with. */
final class FeatureSource {

    static final Path DEFINITION = Path.of(".devcontainer/devcontainer.json");
    static final Path LOCK = Path.of(".devcontainer/devcontainer-lock.json");

    final FakeFeatureRegistry registry = new FakeFeatureRegistry();
    private final Path root;
    private final Path cache;

    FeatureSource(Path folder) {
        root = folder.resolve("source");
        cache = folder.resolve("cache");
        try {
            Files.createDirectories(root.resolve(".devcontainer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    SourceTree tree() {
        return new SourceTree(root);
    }

    FeatureSource file(String name, String text) {
        try {
            var path = root.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FeatureSource local(String name, String manifest) {
        return file(".devcontainer/" + name + "/devcontainer-feature.json", manifest)
                .file(".devcontainer/" + name + "/install.sh", "#!/bin/sh\n");
    }

    ResolvedFeatures resolve(String definition) {
        return resolve(definition, false);
    }

    ResolvedFeatures frozen(String definition) {
        return resolve(definition, true);
    }

    private ResolvedFeatures resolve(String definition, boolean frozen) {
        return new Features(registry, cache)
                .resolve(tree(), DEFINITION, wanted(JsonText.parse("test", definition)), frozen, _ -> {});
    }

    ResolvedFeatures resolve(ObjectNode definition) {
        return new Features(registry, cache).resolve(tree(), DEFINITION, wanted(definition), false, _ -> {});
    }

    private static Features.Wanted wanted(ObjectNode definition) {
        var requests = new ArrayList<FeatureRequest>();
        definition
                .path("features")
                .properties()
                .forEach(each -> requests.add(new FeatureRequest(each.getKey(), each.getValue())));
        var override = new ArrayList<String>();
        definition.path("overrideFeatureInstallOrder").forEach(each -> override.add(each.asText()));
        return new Features.Wanted(requests, override);
    }

    static List<String> ids(ResolvedFeatures resolved) {
        return resolved.ordered().stream().map(ResolvedFeature::id).toList();
    }

    static JsonNode json(String text) {
        return JsonText.parse("test", "{\"x\":" + text + "}").get("x");
    }

    /** Expects the call to be this problem. */
    static void refused(ProblemCode code, String told, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().what()).contains(told);
            assertThat(thrown.problem().fix()).isNotBlank();
        });
    }
}
