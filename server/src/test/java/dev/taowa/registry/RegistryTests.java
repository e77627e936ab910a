package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.document.SourceTree;
import dev.taowa.feature.FeatureRequest;
import dev.taowa.feature.Features;
import dev.taowa.feature.ResolvedFeatures;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;

/** What tests of registries begin with. */
abstract class RegistryTests {

    static final String USER = "reader";
    static final String PASSWORD = "s3cret-of-the-tests";
    static final String GO = "{\"id\": \"go\", \"version\": \"1.2.3\"}";
    static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(4), Duration.ofMillis(300), Duration.ofSeconds(20));

    @TempDir
    Path temporary;

    static String basic(String password) {
        return Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    Logins login(String host, String password) throws IOException {
        var file = Files.writeString(
                temporary.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(host, basic(password)));
        return new Logins(List.of(temporary.resolve("missing.json"), file), Map.of());
    }

    ResolvedFeatures resolve(OciRegistry registry, String id) {
        try {
            var source = temporary.resolve("source");
            Files.createDirectories(source.resolve(".devcontainer"));
            var request = new FeatureRequest(id, JsonNodeFactory.instance.objectNode());
            return new Features(registry, temporary.resolve("cache"))
                    .resolve(
                            new SourceTree(source),
                            Path.of(".devcontainer/devcontainer.json"),
                            new Features.Wanted(List.of(request), List.of()),
                            false,
                            _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OciRegistry anonymous() {
        return new OciRegistry(new Logins(List.of(), Map.of()));
    }

    static OciRegistry impatient() {
        return new OciRegistry(
                new Logins(List.of(), Map.of()), new Transfer(SHORT, new Proxies(Map.of()), Optional.empty()));
    }

    static void refused(ProblemCode code, String told, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().what()).contains(told);
            assertThat(thrown.problem().fix()).isNotBlank();
            assertThat(thrown.problem().toString()).doesNotContain(PASSWORD, basic(PASSWORD));
        });
    }
}
