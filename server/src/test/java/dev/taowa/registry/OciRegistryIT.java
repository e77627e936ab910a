package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.feature.ResolvedFeature;
import dev.taowa.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Features from Debian's own registry. */
class OciRegistryIT extends RegistryTests {

    static final String HTPASSWD = USER + ":$2b$04$q0D/c063CNeASXSt0qMpZeoyOnTb3DKNFenGq/w2YCbCyausZSr.2\n";

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
}
