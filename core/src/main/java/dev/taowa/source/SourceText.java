package dev.taowa.source;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a person typed as a source.
 *
 * <p>A URL of a forge's page is understood too: {@code …/tree/BRANCH/sub/folder} (GitHub; {@code /-/tree/} GitLab,
 * {@code /src/branch/} Gitea and Forgejo), {@code …/commit/SHA}, {@code …/pull/N}, {@code …/merge_requests/N}. A branch
 * with slashes in such a page cannot be told from folders by its text: the cloner asks the remote.
 */
final class SourceText {

    private static final int LIMIT_CHARACTERS = 4096;
    private static final Pattern URL = Pattern.compile("(https?|ssh|git|file)://(?:([^/@]*)@)?([^/@]*)(/.*)?");
    private static final Pattern HOST =
            Pattern.compile("[\\p{L}\\p{N}._-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?");
    private static final Pattern SCP = Pattern.compile("([A-Za-z0-9_.-]+)@([A-Za-z0-9.-]+):([^:].*)");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*::?//?.*|[A-Za-z0-9+.-]+::.*");
    private static final Pattern PAGE =
            Pattern.compile("(.+?)(?:/-)?/(?:tree|src/branch|src/tag|commit|src/commit)/(.+)");
    private static final Pattern CHANGE =
            Pattern.compile("(.+?)(?:/-)?/(pull|pulls|merge_requests)/([0-9]{1,9})(?:/.*)?");
    private static final Pattern REF = Pattern.compile("[^\\s~^:?*\\[\\\\\\p{Cntrl}-][^\\s~^:?*\\[\\\\\\p{Cntrl}]*");

    private SourceText() {}

    static Source parse(String text, Optional<String> branch) {
        refuseHostile(text);
        branch.ifPresent(SourceText::checkRef);
        var url = URL.matcher(text);
        if (url.matches()) {
            var path = url.group(4) == null ? "" : url.group(4);
            return remote(url.group(1) + "://", host(url.group(1), url.group(2), url.group(3)), path, branch);
        }
        if (SCP.matcher(text).matches() && !Files.exists(Path.of(text))) {
            return remote("", "", text, branch);
        }
        if (SCHEME.matcher(text).matches()) {
            throw refused(
                    text, "its protocol is not allowed", "use an https://, ssh://, git@ or file:// URL, or a folder");
        }
        return folder(text, branch);
    }

    /** User and password of a URL, {@code user:password} or a token alone; never part of the source itself. */
    static Optional<Secret> credentials(String text) {
        var url = URL.matcher(text);
        return url.matches() && url.group(2) != null && url.group(1).startsWith("http")
                ? Optional.of(Secret.of(url.group(2)))
                : Optional.empty();
    }

    /** For SSH the user is part of the address; for HTTP it may be a secret. */
    private static String host(String scheme, String user, String host) {
        if (host.isEmpty() && !scheme.equals("file")) {
            throw refused(scheme + "://", "it names no host", "give the whole URL");
        }
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            throw refused(scheme + "://…", "it names no host", "correct the URL");
        }
        if (host.startsWith("-") || (user != null && user.startsWith("-"))) {
            throw refused(scheme + "://…", "its host begins with a dash", "correct the URL");
        }
        return scheme.startsWith("http") || user == null ? host : user.replaceAll(":.*", "") + "@" + host;
    }

    private static Source.Git remote(String scheme, String host, String path, Optional<String> branch) {
        var fragment = path.indexOf('#');
        var whole = fragment < 0 ? path : path.substring(0, fragment);
        var plain = scheme.startsWith("http") ? whole.replaceAll("\\?.*", "") : whole;
        // What git() writes behind the URL: a ref, and a folder after a colon, which no ref holds.
        var behind = fragment < 0 ? "" : path.substring(fragment + 1);
        var colon = behind.indexOf(':');
        var inside = colon < 0 ? "" : behind.substring(colon + 1);
        var tail = colon < 0 ? behind : behind.substring(0, colon);
        var named = branch.or(() -> Optional.of(tail).filter(ref -> !ref.isEmpty()));
        named.ifPresent(SourceText::checkRef);
        var change = CHANGE.matcher(plain);
        if (change.matches() && !scheme.startsWith("file")) {
            var kind = change.group(2).startsWith("pull") ? "refs/pull/%s/head" : "refs/merge-requests/%s/head";
            return git(scheme + host + change.group(1), Optional.of(kind.formatted(change.group(3))), "");
        }
        var page = PAGE.matcher(plain);
        if (page.matches() && !scheme.startsWith("file")) {
            var rest = page.group(2).replaceAll("/+$", "");
            checkRef(rest);
            var subfolder = named.map(ref -> rest.startsWith(ref + "/") ? rest.substring(ref.length() + 1) : "");
            return git(scheme + host + page.group(1), named.or(() -> Optional.of(rest)), subfolder.orElse(""));
        }
        return git(scheme + host + plain.replaceAll("/+$", ""), named, inside);
    }

    private static Source.Git git(String url, Optional<String> ref, String subfolder) {
        if (List.of(subfolder.split("/", -1)).contains("..")) {
            throw refused(url, "its folder leads out of the repository", "correct the URL");
        }
        var behind = ref.orElse("") + (subfolder.isEmpty() ? "" : ":" + subfolder);
        var reference = behind.isEmpty() ? url : url + "#" + behind;
        return new Source.Git(url, ref, subfolder, reference);
    }

    private static Source.Folder folder(String text, Optional<String> branch) {
        try {
            var path = Path.of(text).toRealPath();
            if (!Files.isDirectory(path)) {
                throw notFound(text, "is not a folder");
            }
            if (branch.isPresent()) {
                throw new ProblemException(new Problem(
                        ProblemCode.BAD_ARGUMENT,
                        "--branch goes with a Git URL, and %s is a folder".formatted(path),
                        "check the branch out in the folder, or give file://%s as the source".formatted(path)));
            }
            return new Source.Folder(path);
        } catch (IOException | InvalidPathException e) {
            throw notFound(text, "does not exist, or cannot be read");
        }
    }

    private static void refuseHostile(String text) {
        if (text.isBlank() || text.length() > LIMIT_CHARACTERS) {
            throw refused("", "it is empty or far too long", "give a folder or a Git URL");
        }
        if (text.startsWith("-")) {
            throw refused(text, "it begins with a dash", "write a folder of such a name as ./" + printable(text));
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw refused(text, "it holds control characters", "correct it, or rename the folder");
        }
    }

    private static void checkRef(String ref) {
        if (!REF.matcher(ref).matches() || ref.contains("..") || ref.contains("@{") || ref.length() > 250) {
            throw refused(ref, "Git knows no such name of a branch, tag or commit", "correct --branch or the URL");
        }
    }

    private static ProblemException notFound(String text, String why) {
        return new ProblemException(new Problem(
                ProblemCode.SOURCE_NOT_FOUND,
                "%s %s".formatted(printable(text), why),
                "give an existing folder, or a Git URL such as https://HOST/OWNER/NAME"));
    }

    private static ProblemException refused(String text, String why, String fix) {
        return new ProblemException(new Problem(
                ProblemCode.SOURCE_REFUSED,
                "\"%s\" cannot be a source: %s".formatted(printable(withoutUser(text)), why),
                fix));
    }

    private static String withoutUser(String text) {
        return text.replaceFirst("://[^/@]*@", "://");
    }

    private static String printable(String text) {
        var shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }
}
