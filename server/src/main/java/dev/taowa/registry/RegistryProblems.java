package dev.taowa.registry;

import dev.taowa.document.DocumentProblems;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** The problems of fetching from somebody else's server, each worded once; no word of a login is ever in them. */
final class RegistryProblems {

    private static final String LOOK = "check the address and the network with `curl -v %s`";

    private RegistryProblems() {}

    private static String shown(String text) {
        return DocumentProblems.printable(text);
    }

    static Problem unreachable(String host, Throwable cause) {
        return new Problem(
                ProblemCode.FEATURE_UNREACHABLE,
                "%s cannot be reached: %s".formatted(shown(host), reason(cause)),
                LOOK.formatted(shown(host)));
    }

    private static String reason(Throwable cause) {
        for (var at = cause; at != null; at = at.getCause()) {
            switch (at) {
                case UnknownHostException _, UnresolvedAddressException _ -> {
                    return "there is no such host";
                }
                case SSLException _ -> {
                    return "its certificate or encryption is not accepted";
                }
                default -> {}
            }
        }
        if (cause instanceof ConnectException) {
            return "nothing answers there";
        }
        return "the connection broke";
    }

    static Problem slow(String host) {
        return new Problem(
                ProblemCode.TIMED_OUT,
                "%s takes too long to answer".formatted(shown(host)),
                "run the same command again; " + LOOK.formatted(shown(host)));
    }

    static Problem notFound(String what) {
        return new Problem(
                ProblemCode.FEATURE_NOT_FOUND,
                "%s does not exist".formatted(shown(what)),
                "correct its name or version");
    }

    /** Registries say the same of what is private and what does not exist. */
    static Problem refused(String what, String host, boolean withLogin) {
        return new Problem(
                ProblemCode.FEATURE_PRIVATE,
                "%s may not be read %s"
                        .formatted(shown(what), withLogin ? "with the login that is stored for it" : "without a login"),
                "correct its name, or log in with `podman login %1$s` or `docker login %1$s`".formatted(shown(host)));
    }

    static Problem failed(String what, int status) {
        return new Problem(
                ProblemCode.FEATURE_UNREACHABLE,
                "%s cannot be fetched: the server answers with status %d".formatted(shown(what), status),
                "run the same command again in a while");
    }

    static Problem misled(String host, String why) {
        return new Problem(
                ProblemCode.FEATURE_REFUSED,
                "%s is not followed: %s".formatted(shown(host), why),
                "tell whoever runs that server, or take it from elsewhere");
    }

    static ProblemException cancelled(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ProblemException(
                new Problem(
                        ProblemCode.CANCELLED, "the operation was cancelled", "run the same command again to go on"),
                cause);
    }
}
