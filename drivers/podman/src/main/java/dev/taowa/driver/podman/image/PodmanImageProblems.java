package dev.taowa.driver.podman.image;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The problems with images, each worded once. */
final class PodmanImageProblems {

    private static final Pattern UNREACHABLE = Pattern.compile(
            "no such host|connection refused|timeout|timed out|network is unreachable|no route to host|tls|x509|"
                    + "temporary failure|eof|pinging container registry");
    private static final Pattern PRIVATE =
            Pattern.compile("unauthorized|authentication required|access to the resource is denied|denied|forbidden");

    private PodmanImageProblems() {}

    /** A pull that failed, told apart by the engine's words. */
    static ProblemException notPulled(String reference, String words) {
        var text = words.strip().replaceAll("\\s*\\R\\s*", " ");
        var lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device")) {
            return noSpace(text);
        }
        if (lower.contains("invalid reference format")) {
            return problem(
                    "\"%s\" is no name of an image".formatted(reference),
                    "correct \"image\" in devcontainer.json: NAME:TAG, lower case");
        }
        if (lower.contains("short-name")) {
            return problem(
                    "image %s is not on the host, and its name does not say which registry has it".formatted(reference),
                    "write the registry in front of the name in devcontainer.json");
        }
        if (PRIVATE.matcher(lower).find()) {
            return problem(
                    "the registry of image %s wants a login, or has no such image: %s".formatted(reference, text),
                    "check the name; for a private image run `sudo podman login` and try again");
        }
        if (UNREACHABLE.matcher(lower).find()) {
            return problem(
                    "image %s is not on the host, and its registry cannot be reached: %s".formatted(reference, text),
                    "check the network and the proxy variables, or use an image that is on the host: `sudo podman images`");
        }
        return problem(
                "image %s is neither on the host nor in its registry: %s".formatted(reference, text),
                "correct \"image\" in devcontainer.json");
    }

    static ProblemException noSpace(String words) {
        return new ProblemException(new Problem(
                ProblemCode.NO_SPACE,
                "the engine's disk is full: %s".formatted(words.strip()),
                "free some with `sudo podman image prune`, or remove workspaces with `taowa rm`"));
    }

    private static ProblemException problem(String what, String fix) {
        return new ProblemException(new Problem(ProblemCode.IMAGE_NOT_FOUND, what, fix));
    }
}
