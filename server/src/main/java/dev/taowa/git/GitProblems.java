package dev.taowa.git;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Source;
import dev.taowa.workspace.ByteSize;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can go wrong with a remote, told apart by git's own words, which are those of the C locale. */
final class GitProblems {

    private static final int NAMES = 5;

    private static final List<String> PRIVATE = List.of(
            "could not read username",
            "could not read password",
            "authentication failed",
            "permission denied (",
            "http basic",
            "error: 401",
            "error: 403",
            "terminal prompts disabled",
            "publickey");

    private static final List<String> ABSENT = List.of(
            "not found", "error: 404", "does not appear to be a git repository", "does not exist", "no such file");

    private GitProblems() {}

    static ProblemException of(Source.Git source, GitProgram.Outcome outcome) {
        var words = String.join("\n", outcome.errors()).toLowerCase(Locale.ROOT);
        if (words.contains("no space left") || words.contains("disk quota")) {
            return problem(
                    ProblemCode.NO_SPACE,
                    "no space is left for the checkout of " + source.url(),
                    "free some disk space, then run the same command again");
        }
        if (words.contains("host key verification failed")) {
            return problem(
                    ProblemCode.SOURCE_UNREACHABLE,
                    "%s cannot be reached: its SSH host key is not known here, or has changed".formatted(source.url()),
                    "connect once with ssh by hand and check the key, then run the same command again");
        }
        if (words.contains("dubious ownership")) {
            return problem(
                    ProblemCode.SOURCE_REFUSED,
                    "%s belongs to another user".formatted(source.url()),
                    "allow it with `git config --global --add safe.directory PATH`");
        }
        if (any(words, PRIVATE)) {
            return problem(
                    ProblemCode.SOURCE_PRIVATE,
                    "%s is private, or wants other credentials: %s".formatted(source.url(), lastWords(outcome)),
                    "load your key with ssh-add for an SSH URL, or set up a credential helper (git help credentials)");
        }
        if (any(words, ABSENT)) {
            return problem(
                    ProblemCode.SOURCE_NOT_FOUND,
                    "there is no repository at %s".formatted(source.url()),
                    "correct the URL; a private repository may also look like this without credentials");
        }
        if (words.contains("not allowed")) {
            return problem(
                    ProblemCode.SOURCE_REFUSED,
                    "%s: %s".formatted(source.url(), lastWords(outcome)),
                    "use an https://, ssh:// or file:// URL");
        }
        return problem(
                ProblemCode.SOURCE_UNREACHABLE,
                "%s cannot be reached: %s".formatted(source.url(), lastWords(outcome)),
                "check the address and the network; `git ls-remote %s` shows the same".formatted(source.url()));
    }

    /** @param bytes that are allowed */
    static ProblemException tooLarge(long bytes) {
        return problem(
                ProblemCode.SOURCE_REFUSED,
                "its repository is larger than %s, without its history".formatted(new ByteSize(bytes)),
                "keep the template in a repository of its own, or download it and name its folder");
    }

    private static boolean any(String words, List<String> wanted) {
        return wanted.stream().anyMatch(words::contains);
    }

    static ProblemException missing(IOException cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.PACKAGES_MISSING,
                        "the git program cannot be run: " + cause.getMessage(),
                        "sudo apt-get install git"),
                cause);
    }

    static boolean isUnknownCommit(GitProgram.Outcome outcome) {
        return any(
                String.join("\n", outcome.errors()).toLowerCase(Locale.ROOT),
                List.of(
                        "not our ref",
                        "unadvertised object",
                        "couldn't find remote ref",
                        "not a commit",
                        "pathspec",
                        "invalid reference",
                        "unable to read tree",
                        "ambiguous"));
    }

    static ProblemException folderNotFound(Source.Git source, String ref, String folder, @Nullable Throwable cause) {
        return new ProblemException(
                new Problem(
                        ProblemCode.SOURCE_NOT_FOUND,
                        "%s has no folder \"%s\" at %s"
                                .formatted(source.url(), folder, ref.replaceFirst("^refs/(heads|tags)/", "")),
                        "correct the end of the URL"),
                cause);
    }

    static ProblemException branchNotFound(Source.Git source, String ref, List<String> refs) {
        var near = refs.stream()
                .filter(name -> name.startsWith("refs/heads/") || name.startsWith("refs/tags/"))
                .map(name -> name.replaceFirst("refs/(heads|tags)/", ""))
                .distinct()
                .sorted(Comparator.comparingInt(name -> distance(name, ref)))
                .limit(NAMES)
                .collect(Collectors.joining(", "));
        return problem(
                ProblemCode.BRANCH_NOT_FOUND,
                "%s has no branch, tag or commit \"%s\"".formatted(source.url(), ref),
                near.isEmpty()
                        ? "the repository is empty: leave --branch out"
                        : "use one that it has, such as " + near);
    }

    /** Edits from one text to the other (Levenshtein), to find names that were meant. */
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= left.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var above = row[j];
                var same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    /** The last thing git said that is not its advice. */
    static String lastWords(GitProgram.Outcome outcome) {
        return outcome.errors().stream()
                .filter(line -> line.matches("(fatal|error|ssh|remote: fatal|ERROR):.*"))
                .reduce((first, last) -> first)
                .orElseGet(() -> outcome.errors().isEmpty()
                        ? "git ended with status " + outcome.status()
                        : outcome.errors().getLast());
    }

    private static ProblemException problem(ProblemCode code, String what, String fix) {
        return new ProblemException(new Problem(code, what, fix));
    }
}
