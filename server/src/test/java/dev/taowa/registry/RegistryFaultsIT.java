package dev.taowa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureReference;
import dev.taowa.feature.PackedFeature;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Features from servers that misbehave, or send elsewhere. */
class RegistryFaultsIT extends RegistryTests {

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
