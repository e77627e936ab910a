package dev.taowa.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.JsonText;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads from registries by the distribution protocol of the Open Container Initiative: anonymously, with a token, or
 * with a login. Safe for use by many threads.
 */
final class RegistryClient {

    private static final int MOST_TOKEN_BYTES = 1 << 16;
    private static final int MOST_AUTHORIZATIONS = 1000;

    private final Logins logins;
    private final Transfer transfer;
    private final Map<String, Authorization> authorizations = Collections.synchronizedMap(new Latest());

    /**
     * What requests carry.
     *
     * @param withLogin whether a login of the person is behind it
     */
    private record Authorization(Secret header, boolean withLogin) {}

    /** By registry and path; the longest unused go first. */
    private static final class Latest extends LinkedHashMap<String, Authorization> {

        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Authorization> eldest) {
            return size() > MOST_AUTHORIZATIONS;
        }
    }

    RegistryClient(Logins logins, Transfer transfer) {
        this.logins = logins;
        this.transfer = transfer;
    }

    /**
     * Where something is.
     *
     * @param registry its host, and port if it has one
     * @param name what to call it in problems
     */
    record Place(String registry, String path, String name) {}

    /**
     * What the registry has at a part of this repository, such as {@code blobs/sha256:…}.
     *
     * @throws ProblemException if it does not give it
     */
    Transfer.Answer read(Place place, String part, String types, Consumer<String> warnings) {
        var address = Endpoint.of(place.registry(), place.path() + "/" + part);
        var repository = place.registry() + "/" + place.path();
        var authorization = Optional.ofNullable(authorizations.get(repository));
        var answer = transfer.get(address, types, authorization.map(Authorization::header));
        if (answer.status() == 401 && answer.isOfFirstHost()) {
            answer.body().close();
            var fresh = authorize(place, address, answer, warnings);
            authorizations.put(repository, fresh);
            authorization = Optional.of(fresh);
            answer = transfer.get(address, types, Optional.of(fresh.header()));
        }
        if (answer.status() == 200) {
            return answer;
        }
        answer.body().close();
        authorizations.remove(repository);
        var withLogin = authorization.filter(Authorization::withLogin).isPresent();
        throw failed(place.name(), place.registry(), answer.status(), withLogin);
    }

    /** What the registry wants to see, got with the person's login if there is one. */
    private Authorization authorize(Place place, URI asked, Transfer.Answer answer, Consumer<String> warnings) {
        var login = logins.find(place.registry(), place.path(), warnings);
        var challenge = Challenge.find(answer.challenges())
                .orElseThrow(() -> failed(place.name(), place.registry(), 401, login.isPresent()));
        if (challenge.isBearer()) {
            return new Authorization(token(place, asked, challenge, login), login.isPresent());
        }
        if (login.isPresent() && login.get() instanceof Login.Password password) {
            return new Authorization(basic(password), true);
        }
        throw failed(place.name(), place.registry(), 401, false);
    }

    private static Secret basic(Login.Password login) {
        return Secret.of("Basic " + login.basic().revealText());
    }

    private Secret token(Place place, URI asked, Challenge challenge, Optional<Login> login) {
        var query = query(place, challenge);
        var service = service(place, asked, challenge, login.orElse(null) instanceof Login.Identity ? "" : query);
        var answer = switch (login.orElse(null)) {
            case Login.Identity identity -> transfer.post(service, "application/json", refresh(query, identity));
            case Login.Password password -> transfer.get(service, "application/json", Optional.of(basic(password)));
            case null -> transfer.get(service, "application/json", Optional.empty());
        };
        try (var body = answer.body()) {
            if (answer.status() != 200) {
                throw failed(place.name(), place.registry(), answer.status(), login.isPresent());
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

    private static String query(Place place, Challenge challenge) {
        var scope = challenge.find("scope").orElse("repository:" + place.path() + ":pull");
        var service = challenge.find("service").map(name -> "&service=" + encoded(name));
        return "scope=" + encoded(scope) + service.orElse("");
    }

    private static URI service(Place place, URI asked, Challenge challenge, String query) {
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
                RegistryProblems.misled(place.registry(), "it sends logins to \"%s\"".formatted(realm)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static ProblemException failed(String what, String host, int status, boolean withLogin) {
        return new ProblemException(
                switch (status) {
                    case 401, 403 -> RegistryProblems.refused(what, host, withLogin);
                    case 404, 410 -> RegistryProblems.notFound(what);
                    default -> RegistryProblems.failed(what, status);
                });
    }
}
