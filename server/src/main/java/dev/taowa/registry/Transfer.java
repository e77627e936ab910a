package dev.taowa.registry;

import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;

/** Sends requests; a GET follows where it is sent on to, without telling anyone else who asks. */
final class Transfer {

    private static final int MOST_REDIRECTS = 5;

    private final Timeouts timeouts;
    private final HttpClient client;

    /** Over the proxies of these environment variables. */
    static Transfer of(Map<String, String> environment) {
        return of(environment, Timeouts.USUAL);
    }

    static Transfer of(Map<String, String> environment, Timeouts timeouts) {
        return new Transfer(timeouts, new Proxies(environment), Optional.empty());
    }

    /** @param trust whose certificates are taken; the system's if absent */
    Transfer(Timeouts timeouts, ProxySelector proxies, Optional<SSLContext> trust) {
        this.timeouts = timeouts;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .proxy(proxies)
                .followRedirects(HttpClient.Redirect.NEVER);
        trust.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /**
     * An answer, whatever its status.
     *
     * @param challenges its {@code WWW-Authenticate} headers
     * @param isOfFirstHost whether it comes from whom was asked, not from where that one sent us on to
     * @param length of the body in bytes, if it says so
     */
    record Answer(int status, List<String> challenges, boolean isOfFirstHost, OptionalLong length, TimedBody body) {}

    Answer get(URI address, String type, Optional<Secret> authorization) {
        var at = address;
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var isFirstHost = Endpoint.authority(at).equals(Endpoint.authority(address))
                    && at.getScheme().equals(address.getScheme());
            var request = request(at, type).GET();
            authorization
                    .filter(_ -> isFirstHost)
                    .ifPresent(secret -> request.header("Authorization", secret.revealText()));
            var answer = send(at, request);
            var body = (TimedBody) answer.body();
            var next =
                    answer.statusCode() / 100 == 3 ? answer.headers().firstValue("Location") : Optional.<String>empty();
            if (next.isEmpty()) {
                return new Answer(
                        answer.statusCode(),
                        answer.headers().allValues("WWW-Authenticate"),
                        isFirstHost,
                        answer.headers().firstValueAsLong("Content-Length"),
                        body);
            }
            body.close();
            at = next(at, next.get());
        }
        throw new ProblemException(RegistryProblems.misled(Endpoint.authority(address), "it redirects without end"));
    }

    /** Sends a form, whose answer is that of the one who is asked: it is sent on to nobody. */
    Answer post(URI address, String type, Secret form) {
        var request = request(address, type)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.reveal()));
        var answer = send(address, request);
        return new Answer(answer.statusCode(), List.of(), true, OptionalLong.empty(), (TimedBody) answer.body());
    }

    private static URI next(URI from, String location) {
        try {
            var next = from.resolve(location);
            if (Endpoint.maySendTo(from, next)) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // No address at all.
        }
        throw new ProblemException(
                RegistryProblems.misled(Endpoint.authority(from), "it redirects to where nothing may be fetched from"));
    }

    private HttpRequest.Builder request(URI address, String type) {
        return HttpRequest.newBuilder(address)
                .timeout(timeouts.connect().plus(timeouts.idle()))
                .header("Accept", type)
                .header("User-Agent", "taowa");
    }

    private HttpResponse<InputStream> send(URI address, HttpRequest.Builder request) {
        var host = Endpoint.authority(address);
        try {
            return client.send(request.build(), _ -> new TimedBody(host, timeouts));
        } catch (HttpTimeoutException e) {
            throw new ProblemException(RegistryProblems.slow(host), e);
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.unreachable(host, e), e);
        } catch (InterruptedException e) {
            throw RegistryProblems.cancelled(e);
        }
    }
}
