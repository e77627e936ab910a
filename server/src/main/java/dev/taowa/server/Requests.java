package dev.taowa.server;

import dev.taowa.api.TemplateRequest;
import dev.taowa.api.UpRequest;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.template.TemplateSource;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what requests say before anything is done. */
final class Requests {

    private static final String LOCAL = "local";
    private static final Set<String> IDES = Set.of("web", "none");
    private static final int LAST_PORT = 65_535;

    private Requests() {}

    /** The request, once it is known to say what is needed. */
    static UpRequest checked(@Nullable UpRequest given) {
        var request = present(given, "UpRequest");
        @Nullable Object source = request.source();
        if (source == null || request.source().isBlank()) {
            throw bad("the request names no source", "give a folder or a Git URL: `taowa up SOURCE`");
        }
        if (request.ide().filter(ide -> !IDES.contains(ide)).isPresent()) {
            throw bad(
                    "\"%s\" is no IDE that workspaces have"
                            .formatted(printable(request.ide().get())),
                    "use --ide web or none");
        }
        if (!request.host().equals(LOCAL)) {
            throw unknownHost(request.host());
        }
        // Refuses what is no template's address, and one with a password, before it is written anywhere.
        var _ = request.choice().remoteTemplate();
        return request;
    }

    /** The template that is asked for, which is elsewhere. */
    static TemplateSource.Remote remote(TemplateRequest request) {
        @Nullable Object template = request.template();
        if (template != null
                && TemplateSource.parse(request.template(), Path.of("/")) instanceof TemplateSource.Remote remote) {
            return remote;
        }
        throw bad(
                "\"%s\" is no template that is elsewhere".formatted(printable(request.template())),
                "give a Git URL, or HOST/PATH of a registry");
    }

    /** The body of a request that needs one. */
    static <T> T present(@Nullable T body, String name) {
        if (body == null) {
            throw bad("the request has no body", "send what `GET /api/v1/openapi` calls " + name);
        }
        return body;
    }

    static void local(String host) {
        if (!host.equals(LOCAL)) {
            throw unknownHost(host);
        }
    }

    private static ProblemException unknownHost(String host) {
        return new ProblemException(new Problem(
                ProblemCode.HOST_UNKNOWN,
                "there is no host named \"%s\"".formatted(printable(host)),
                "use --host local, or leave it out; `taowa host ls` lists the hosts"));
    }

    private static String printable(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
    }

    private static ProblemException bad(String what, String fix) {
        return new ProblemException(new Problem(ProblemCode.BAD_ARGUMENT, what, fix));
    }

    static int port(String text) {
        if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= LAST_PORT) {
            return Integer.parseInt(text);
        }
        throw bad(
                "\"%s\" is neither \"ide\" nor a port or Service".formatted(printable(text)),
                "give a number from 1 to %d, or svc/NAMESPACE/NAME[:PORT]".formatted(LAST_PORT));
    }
}
