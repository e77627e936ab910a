package dev.taowa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.feature.Digest;
import dev.taowa.feature.FeatureReference;
import dev.taowa.feature.FeatureRegistry;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The distribution protocol of the Open Container Initiative, as much of it as reading a Feature needs. */
public final class OciRegistry implements FeatureRegistry {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final int MOST_TOKEN_BYTES = 1 << 16;

    private final Logins logins;
    private final Transfer transfer;
    // By registry and path: what its requests carry, once it was asked for.
    private final Map<String, Secret> authorizations = new ConcurrentHashMap<>();

    /** Reads as the person whose logins these are. */
    public OciRegistry(Logins logins) {
        this(logins, new Transfer(Timeouts.USUAL, Optional.empty()));
    }

    OciRegistry(Logins logins, Transfer transfer) {
        this.logins = logins;
        this.transfer = transfer;
    }

    @Override
    public InputStream manifest(FeatureReference.Registry reference) {
        return read(reference, "manifests/" + reference.version(), MANIFEST);
    }

    @Override
    public InputStream blob(FeatureReference.Registry reference, Digest layer) {
        return read(reference, "blobs/" + layer, "*/*");
    }

    @Override
    public InputStream tarball(URI address) {
        var answer = transfer.get(address, "*/*", Optional.empty());
        if (answer.status() == 200) {
            return answer.body();
        }
        answer.body().close();
        throw failed(address.toString(), Endpoint.authority(address), answer.status(), false);
    }

    private InputStream read(FeatureReference.Registry reference, String what, String type) {
        var address = Endpoint.of(reference.registry(), reference.path() + "/" + what);
        var known = Optional.ofNullable(authorizations.get(reference.resource()));
        var answer = transfer.get(address, type, known);
        if (answer.status() == 401 && answer.isOfFirstHost()) {
            answer.body().close();
            var authorization = authorize(reference, address, answer);
            authorizations.put(reference.resource(), authorization);
            answer = transfer.get(address, type, Optional.of(authorization));
        }
        if (answer.status() == 200) {
            return answer.body();
        }
        answer.body().close();
        authorizations.remove(reference.resource());
        var hasLogin = logins.find(reference.registry(), reference.path()).isPresent();
        throw failed(reference.toString(), reference.registry(), answer.status(), hasLogin);
    }

    /** What the registry wants to see, got with the person's login if there is one. */
    private Secret authorize(FeatureReference.Registry reference, URI asked, Transfer.Answer answer) {
        var login = logins.find(reference.registry(), reference.path());
        var challenge = Challenge.find(answer.challenges())
                .orElseThrow(() -> failed(reference.toString(), reference.registry(), 401, login.isPresent()));
        if (challenge.isBearer()) {
            return token(reference, asked, challenge, login);
        }
        return login.map(OciRegistry::basic)
                .orElseThrow(() -> failed(reference.toString(), reference.registry(), 401, false));
    }

    private static Secret basic(Logins.Login login) {
        return Secret.of("Basic " + login.basic().revealText());
    }

    private Secret token(
            FeatureReference.Registry reference, URI asked, Challenge challenge, Optional<Logins.Login> login) {
        var service = service(reference, asked, challenge);
        var answer = transfer.get(service, "application/json", login.map(OciRegistry::basic));
        try (var body = answer.body()) {
            if (answer.status() != 200) {
                throw failed(reference.toString(), reference.registry(), answer.status(), login.isPresent());
            }
            var json = JsonText.parse(
                    "answer of " + Endpoint.authority(service),
                    new String(body.readNBytes(MOST_TOKEN_BYTES), StandardCharsets.UTF_8));
            var token = text(json, "token").or(() -> text(json, "access_token"));
            return Secret.of("Bearer "
                    + token.orElseThrow(() -> new ProblemException(
                            RegistryProblems.misled(Endpoint.authority(service), "its answer holds no token"))));
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.unreachable(Endpoint.authority(service), e), e);
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asText()).filter(token -> token.matches("[\\x21-\\x7e]+"));
    }

    private static URI service(FeatureReference.Registry reference, URI asked, Challenge challenge) {
        var query = new StringBuilder("scope=")
                .append(encoded(challenge.find("scope").orElse("repository:" + reference.path() + ":pull")));
        challenge.find("service").ifPresent(name -> query.append("&service=").append(encoded(name)));
        var realm = challenge.find("realm").orElseThrow();
        try {
            var service = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
            if (Endpoint.maySendTo(asked, service)) {
                return service;
            }
        } catch (IllegalArgumentException e) {
            // No address at all.
        }
        throw new ProblemException(
                RegistryProblems.misled(reference.registry(), "it sends logins to \"%s\"".formatted(realm)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ProblemException failed(String what, String host, int status, boolean withLogin) {
        return new ProblemException(
                switch (status) {
                    case 401, 403 -> RegistryProblems.refused(what, host, withLogin);
                    case 404, 410 -> RegistryProblems.notFound(what);
                    default -> RegistryProblems.failed(what, status);
                });
    }
}
