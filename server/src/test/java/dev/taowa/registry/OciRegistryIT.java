package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.document.SourceTree;
import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureReference;
import dev.taowa.feature.FeatureRequest;
import dev.taowa.feature.Features;
import dev.taowa.feature.PackedFeature;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.feature.ResolvedFeatures;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features from Debian's own registry, and from servers that misbehave. */
class OciRegistryIT {

    private static final String USER = "reader";
    private static final String PASSWORD = "s3cret-of-the-tests";
    private static final String HTPASSWD = USER + ":$2b$04$q0D/c063CNeASXSt0qMpZeoyOnTb3DKNFenGq/w2YCbCyausZSr.2\n";
    private static final String GO = "{\"id\": \"go\", \"version\": \"1.2.3\"}";
    private static final Timeouts SHORT =
            new Timeouts(Duration.ofSeconds(4), Duration.ofMillis(300), Duration.ofSeconds(20));

    @TempDir
    private Path temporary;

    private static String basic(String password) {
        return Base64.getEncoder().encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private Logins login(String host, String password) throws IOException {
        var file = Files.writeString(
                temporary.resolve("config.json"),
                "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}".formatted(host, basic(password)));
        return new Logins(List.of(temporary.resolve("missing.json"), file), Map.of());
    }

    private ResolvedFeatures resolve(OciRegistry registry, String id) {
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

    private static OciRegistry anonymous() {
        return new OciRegistry(new Logins(List.of(), Map.of()));
    }

    private static OciRegistry impatient() {
        return new OciRegistry(
                new Logins(List.of(), Map.of()), new Transfer(SHORT, new Proxies(Map.of()), Optional.empty()));
    }

    private static void refused(ProblemCode code, String told, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().what()).contains(told);
            assertThat(thrown.problem().fix()).isNotBlank();
            assertThat(thrown.problem().toString()).doesNotContain(PASSWORD, basic(PASSWORD));
        });
    }

    @Test
    void everybodyMayReadAnOpenRegistryByTagAndByDigest() throws Exception {
        String pinned;
        try (var registry = RealRegistry.start(temporary, "")) {
            var base = registry.push("x/base", "1", "{\"id\": \"base\", \"version\": \"1.0.0\"}");
            var go = registry.push(
                    "x/go",
                    "1.2",
                    "{\"id\": \"go\", \"version\": \"1.2.3\", \"dependsOn\": {\"%s/x/base:1\": {}}}"
                            .formatted(registry.host()));

            var resolved = resolve(anonymous(), registry.host() + "/x/go:1.2");

            pinned = registry.host() + "/x/base@" + base;
            assertThat(resolved.ordered())
                    .extracting(ResolvedFeature::pinned)
                    .containsExactly(pinned, registry.host() + "/x/go@" + go);
            assertThat(resolved.ordered().getLast().folder().orElseThrow().resolve("install.sh"))
                    .isExecutable();
            assertThat(resolve(anonymous(), pinned).ordered()).hasSize(1);
            refused(ProblemCode.FEATURE_NOT_FOUND, "/x/go:9", () -> resolve(anonymous(), registry.host() + "/x/go:9"));
            refused(ProblemCode.FEATURE_NOT_FOUND, "/x/no:1", () -> resolve(anonymous(), registry.host() + "/x/no:1"));
            refused(
                    ProblemCode.FEATURE_NOT_FOUND,
                    "/x/go@sha256:000",
                    () -> resolve(anonymous(), registry.host() + "/x/go@sha256:" + "0".repeat(64)));
        }
        // The registry is gone by now.
        assertThat(resolve(anonymous(), pinned).ordered()).hasSize(1);
        refused(
                ProblemCode.FEATURE_UNREACHABLE,
                "nothing answers there",
                () -> resolve(anonymous(), pinned.replaceFirst("@.*", ":1")));
    }

    @Test
    void bytesOfAnotherDigestAreRefused() throws Exception {
        try (var registry = RealRegistry.start(temporary, "")) {
            registry.push("x/go", "1", GO);
            registry.tamper(GO);

            refused(
                    ProblemCode.FEATURE_REFUSED,
                    "its bytes have the digest",
                    () -> resolve(anonymous(), registry.host() + "/x/go:1"));
        }
    }

    @Test
    void passwordIsThatOfThePersonsLogin() throws Exception {
        var users = Files.writeString(temporary.resolve("htpasswd"), HTPASSWD);
        try (var registry =
                RealRegistry.start(temporary, "auth: {htpasswd: {realm: tests, path: %s}}".formatted(users))) {
            registry.push("x/go", "1", GO, Optional.of("Basic " + basic(PASSWORD)));
            var id = registry.host() + "/x/go:1";

            refused(ProblemCode.FEATURE_PRIVATE, "without a login", () -> resolve(anonymous(), id));
            var wrong = new OciRegistry(login(registry.host(), "wrong"));
            refused(ProblemCode.FEATURE_PRIVATE, "with the login", () -> resolve(wrong, id));
            assertThat(resolve(new OciRegistry(login(registry.host(), PASSWORD)), id)
                            .ordered())
                    .hasSize(1);
        }
    }

    @Test
    void tokenIsFetchedWithThePersonsLogin() throws Exception {
        var keys = Keys.make(temporary);
        try (var tokens = ScriptedServer.start();
                var registry =
                        RealRegistry.start(temporary, """
                                auth:
                                  token:
                                    realm: http://%s/token
                                    service: tests
                                    issuer: taowa
                                    rootcertbundle: %s
                                """.formatted(tokens.host(), keys.certificate(temporary)))) {
            tokens.on("/token", exchange -> {
                var mayRead = ("Basic " + basic(PASSWORD))
                        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                var body = mayRead ? "{\"token\": \"%s\"}".formatted(token(keys, "pull")) : "";
                ScriptedServer.reply(exchange, mayRead ? 200 : 401, body.getBytes(StandardCharsets.UTF_8));
            });
            registry.push("x/go", "1", GO, Optional.of("Bearer " + token(keys, "pull\",\"push")));
            var id = registry.host() + "/x/go:1";

            refused(ProblemCode.FEATURE_PRIVATE, "without a login", () -> resolve(anonymous(), id));
            tokens.requests.clear();
            assertThat(resolve(new OciRegistry(login(registry.host(), PASSWORD)), id)
                            .ordered())
                    .hasSize(1);
            assertThat(tokens.requests)
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.query()).contains("service=tests", "scope=repository:x/go:pull"));
        }
    }

    private static String token(Keys keys, String actions) {
        var now = Instant.now().getEpochSecond();
        try {
            return keys.token("""
                    {"iss":"taowa","sub":"reader","aud":"tests","exp":%d,"nbf":%d,"iat":%d,"jti":"1",
                     "access":[{"type":"repository","name":"x/go","actions":["%s"]}]}
                    """.formatted(now + 300, now - 60, now, actions));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void redirectsNeverSeeALoginNorGetOneByAsking() throws Exception {
        var layer = PackedFeature.of(GO).tar();
        var blob = "/v2/x/go/blobs/" + Digest.of(layer);
        try (var registry = ScriptedServer.start();
                var storage = ScriptedServer.start()) {
            registry.on("/v2/x/go/manifests/1", exchange -> {
                if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"tests\"");
                    ScriptedServer.reply(exchange, 401, new byte[0]);
                    return;
                }
                ScriptedServer.reply(exchange, 200, PackedFeature.manifest(layer));
            });
            registry.on(blob, ScriptedServer.redirect("http://" + storage.host() + "/stored"));
            storage.on("/stored", exchange -> {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"mine\"");
                ScriptedServer.reply(exchange, 401, new byte[0]);
            });
            var id = registry.host() + "/x/go:1";
            var reader = new OciRegistry(login(registry.host(), PASSWORD));

            refused(ProblemCode.FEATURE_PRIVATE, "/x/go:1", () -> resolve(reader, id));
            storage.on("/stored", layer);
            assertThat(resolve(reader, id).ordered()).hasSize(1);

            assertThat(registry.requests)
                    .filteredOn(request -> request.path().equals(blob))
                    .allMatch(request -> request.authorization().isPresent());
            assertThat(storage.requests)
                    .hasSize(2)
                    .allMatch(request -> request.authorization().isEmpty());
        }
    }

    @Test
    void whoSendsElsewhereThanAllowedIsNotFollowed() throws Exception {
        try (var registry = ScriptedServer.start()) {
            registry.on("/v2/x/go/manifests/1", ScriptedServer.redirect("http://example.com/"));
            registry.on("/v2/x/go/manifests/2", ScriptedServer.redirect("/v2/x/go/manifests/2"));
            registry.on("/v2/x/go/manifests/3", exchange -> {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"http://example.com/token\"");
                ScriptedServer.reply(exchange, 401, new byte[0]);
            });
            registry.on("/v2/x/go/manifests/4", exchange -> ScriptedServer.reply(exchange, 503, new byte[0]));
            var id = registry.host() + "/x/go:";

            refused(ProblemCode.FEATURE_REFUSED, "redirects to where", () -> resolve(anonymous(), id + "1"));
            refused(ProblemCode.FEATURE_REFUSED, "without end", () -> resolve(anonymous(), id + "2"));
            refused(ProblemCode.FEATURE_REFUSED, "sends logins to", () -> resolve(anonymous(), id + "3"));
            refused(ProblemCode.FEATURE_UNREACHABLE, "status 503", () -> resolve(anonymous(), id + "4"));
        }
    }

    @Test
    void whoIsSlowIsNamed() throws Exception {
        try (var registry = ScriptedServer.start()) {
            registry.on("/v2/x/go/manifests/1", registry.silence());
            registry.on("/v2/x/go/manifests/2", registry.stall());

            refused(ProblemCode.TIMED_OUT, registry.host(), () -> resolve(impatient(), registry.host() + "/x/go:1"));
            refused(ProblemCode.TIMED_OUT, registry.host(), () -> resolve(impatient(), registry.host() + "/x/go:2"));
        }
    }

    @Test
    void interruptEndsATransfer() throws Exception {
        try (var registry = ScriptedServer.start()) {
            registry.on("/v2/x/go/manifests/1", registry.stall());
            var reference = new FeatureReference.Registry(registry.host(), "x/go", Optional.of("1"), Optional.empty());
            var thrown = new AtomicReference<Exception>();
            var reader = Thread.ofVirtual().start(() -> {
                try (var body = anonymous().manifest(reference, _ -> {})) {
                    body.readAllBytes();
                } catch (ProblemException | IOException e) {
                    thrown.set(e);
                }
            });
            registry.asked.await();
            reader.interrupt();
            reader.join();

            assertThat(thrown.get())
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            cancelled -> assertThat(cancelled.problem().code()).isEqualTo(ProblemCode.CANCELLED));
        }
    }

    @Test
    void hostsThatDoNotExistAreNamed() {
        refused(
                ProblemCode.FEATURE_UNREACHABLE,
                "registry.invalid cannot be reached: there is no such host",
                () -> resolve(anonymous(), "registry.invalid/x/go:1"));
    }

    @Test
    void tarballsComeEncryptedAndStaySo() throws Exception {
        var keys = Keys.make(temporary).context();
        try (var web = ScriptedServer.start(keys);
                var plain = ScriptedServer.start()) {
            web.on("/devcontainer-feature-go.tgz", PackedFeature.of(GO).tgz());
            web.on("/old/devcontainer-feature-go.tgz", ScriptedServer.redirect("/devcontainer-feature-go.tgz"));
            web.on(
                    "/bad/devcontainer-feature-go.tgz",
                    ScriptedServer.redirect("http://%s/x.tgz".formatted(plain.host())));
            web.on("/slow/devcontainer-feature-go.tgz", web.stall());
            var trusting = new OciRegistry(
                    new Logins(List.of(), Map.of()), new Transfer(SHORT, new Proxies(Map.of()), Optional.of(keys)));
            var root = "https://" + web.host();

            var resolved = resolve(trusting, root + "/old/devcontainer-feature-go.tgz");
            assertThat(resolved.ordered())
                    .singleElement()
                    .satisfies(go -> assertThat(go.manifest().id()).isEqualTo("go"));
            assertThat(resolved.newLock().orElseThrow()).contains(root + "/old/devcontainer-feature-go.tgz");
            refused(
                    ProblemCode.FEATURE_NOT_FOUND,
                    "/no/",
                    () -> resolve(trusting, root + "/no/devcontainer-feature-go.tgz"));
            refused(
                    ProblemCode.FEATURE_REFUSED,
                    web.host(),
                    () -> resolve(trusting, root + "/bad/devcontainer-feature-go.tgz"));
            refused(
                    ProblemCode.TIMED_OUT,
                    web.host(),
                    () -> resolve(trusting, root + "/slow/devcontainer-feature-go.tgz"));
            refused(
                    ProblemCode.FEATURE_UNREACHABLE,
                    "certificate",
                    () -> anonymous().tarball(URI.create(root + "/devcontainer-feature-go.tgz")));
        }
    }
}
