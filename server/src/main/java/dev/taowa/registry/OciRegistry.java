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
import java.util.function.Consumer;

/** The distribution protocol of the Open Container Initiative, as much of it as reading a Feature needs. */
public final class OciRegistry implements FeatureRegistry {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final int MOST_TOKEN_BYTES = 1 << 16;

    private final Logins logins;
    private final Transfer transfer;
    // By registry and path, once it was asked for.
    private final Map<String, Authorization> authorizations = new ConcurrentHashMap<>();

    /**
     * What requests carry.
     *
     * @param withLogin whether a login of the person is behind it
     */
    private record Authorization(Secret header, boolean withLogin) {}

    /** Reads as the person whose logins these are, from where their environment is. */
    public OciRegistry(Logins logins) {
        this(logins, Transfer.of(logins.environment()));
    }

    OciRegistry(Logins logins, Transfer transfer) {
        this.logins = logins;
        this.transfer = transfer;
    }

    @Override
    public InputStream manifest(FeatureReference.Registry reference, Consumer<String> warnings) {
        return read(reference, "manifests/" + reference.version(), MANIFEST, warnings);
    }

    @Override
    public InputStream blob(FeatureReference.Registry reference, Digest layer, Consumer<String> warnings) {
        return read(reference, "blobs/" + layer, "*/*", warnings);
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

    private InputStream read(FeatureReference.Registry reference, String what, String type, Consumer<String> warnings) {
        var address = Endpoint.of(reference.registry(), reference.path() + "/" + what);
        var authorization = Optional.ofNullable(authorizations.get(reference.resource()));
        var answer = transfer.get(address, type, authorization.map(Authorization::header));
        if (answer.status() == 401 && answer.isOfFirstHost()) {
            answer.body().close();
            var fresh = authorize(reference, address, answer, warnings);
            authorizations.put(reference.resource(), fresh);
            authorization = Optional.of(fresh);
            answer = transfer.get(address, type, Optional.of(fresh.header()));
        }
        if (answer.status() == 200) {
            return answer.body();
        }
        answer.body().close();
        authorizations.remove(reference.resource());
        var withLogin = authorization.filter(Authorization::withLogin).isPresent();
        throw failed(reference.toString(), reference.registry(), answer.status(), withLogin);
    }

    /** What the registry wants to see, got with the person's login if there is one. */
    private Authorization authorize(
            FeatureReference.Registry reference, URI asked, Transfer.Answer answer, Consumer<String> warnings) {
        var login = logins.find(reference.registry(), reference.path(), warnings);
        var challenge = Challenge.find(answer.challenges())
                .orElseThrow(() -> failed(reference.toString(), reference.registry(), 401, login.isPresent()));
        if (challenge.isBearer()) {
            return new Authorization(token(reference, asked, challenge, login), login.isPresent());
        }
        if (login.isPresent() && login.get() instanceof Login.Password password) {
            return new Authorization(basic(password), true);
        }
        throw failed(reference.toString(), reference.registry(), 401, false);
    }

    private static Secret basic(Login.Password login) {
        return Secret.of("Basic " + login.basic().revealText());
    }

    private Secret token(FeatureReference.Registry reference, URI asked, Challenge challenge, Optional<Login> login) {
        var query = query(reference, challenge);
        var service = service(reference, asked, challenge, login.orElse(null) instanceof Login.Identity ? "" : query);
        var answer = switch (login.orElse(null)) {
            case Login.Identity identity -> transfer.post(service, "application/json", refresh(query, identity));
            case Login.Password password -> transfer.get(service, "application/json", Optional.of(basic(password)));
            case null -> transfer.get(service, "application/json", Optional.empty());
        };
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

    /** The form that asks for a token for an identity (distribution specification, "OAuth 2 token"). */
    private static Secret refresh(String query, Login.Identity identity) {
        return Secret.of("grant_type=refresh_token&client_id=taowa&" + query + "&refresh_token="
                + encoded(identity.token().revealText()));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.of(json.path(name).asText()).filter(token -> token.matches("[\\x21-\\x7e]+"));
    }

    private static String query(FeatureReference.Registry reference, Challenge challenge) {
        var scope = challenge.find("scope").orElse("repository:" + reference.path() + ":pull");
        var service = challenge.find("service").map(name -> "&service=" + encoded(name));
        return "scope=" + encoded(scope) + service.orElse("");
    }

    private static URI service(FeatureReference.Registry reference, URI asked, Challenge challenge, String query) {
        var realm = challenge.find("realm").orElseThrow();
        var separator = query.isEmpty() ? "" : realm.contains("?") ? "&" : "?";
        try {
            var service = URI.create(realm + separator + query);
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
