package dev.taowa.git;

import dev.taowa.source.Source;
import dev.taowa.task.Step;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One remote repository, asked and cloned by the git program. */
final class GitRemote {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern SHORT_COMMIT = Pattern.compile("[0-9a-f]{7,40}");
    private static final int LISTED_REFS = 100_000;

    private final Source.Git source;
    private final GitProgram git;
    private final Step step;

    GitRemote(Source.Git source, Optional<Secret> credentials, Map<String, String> client, Step step) {
        this.source = source;
        this.git = new GitProgram(credentials, client, step);
        this.step = step;
    }

    /** What to fetch: a full ref name, or a commit; and the folder that was behind it in a page's address. */
    private record Wanted(String ref, boolean isCommit, String subfolder) {}

    GitCheckouts.Clone cloneInto(Path folder) throws IOException {
        var refs = list();
        if (refs.isEmpty()) {
            return empty(folder);
        }
        var wanted = source.ref().map(ref -> resolve(ref, refs)).orElse(new Wanted("HEAD", false, source.subfolder()));
        run(List.of("init", "--quiet", "--template=", "--", folder.toString()), Path.of("/"));
        run(List.of("remote", "add", "origin", "--", source.url()), folder);
        fetch(wanted, folder);
        checkOut(wanted, refs, folder);
        submodules(folder);
        return new GitCheckouts.Clone(wanted.subfolder(), Optional.of(wanted.ref()));
    }

    /** A repository without commits is an empty workspace with its remote set. */
    private GitCheckouts.Clone empty(Path folder) throws IOException {
        source.ref().ifPresent(ref -> {
            throw GitProblems.branchNotFound(source, ref, List.of());
        });
        run(List.of("init", "--quiet", "--template=", "--", folder.toString()), Path.of("/"));
        run(List.of("remote", "add", "origin", "--", source.url()), folder);
        step.warn("the repository is empty");
        return new GitCheckouts.Clone("", Optional.empty());
    }

    private List<String> list() throws IOException {
        var refs = new ArrayList<String>();
        var outcome = git.run(List.of("ls-remote", "--", source.url()), Path.of("/"), line -> {
            var tab = line.indexOf('\t');
            if (tab > 0 && refs.size() < LISTED_REFS && !line.endsWith("^{}")) {
                refs.add(line.substring(tab + 1));
            }
        });
        if (outcome.status() != 0) {
            throw GitProblems.of(source, outcome);
        }
        return refs;
    }

    private Wanted resolve(String ref, List<String> refs) {
        // The longest branch or tag that the text begins with; what is left is a folder.
        for (var end = ref.length(); end > 0; end = ref.lastIndexOf('/', end - 1)) {
            var name = ref.substring(0, end);
            var folder = end == ref.length() ? source.subfolder() : ref.substring(end + 1);
            for (var full : List.of(name, "refs/heads/" + name, "refs/tags/" + name)) {
                if (refs.contains(full)) {
                    return new Wanted(full, false, folder);
                }
            }
            if (COMMIT.matcher(name).matches() || SHORT_COMMIT.matcher(name).matches()) {
                return new Wanted(name, true, folder);
            }
        }
        throw GitProblems.branchNotFound(source, ref, refs);
    }

    private void fetch(Wanted wanted, Path folder) throws IOException {
        if (wanted.isCommit() && !COMMIT.matcher(wanted.ref()).matches()) {
            // A remote does not know a shortened commit: everything is fetched, blobs as they are needed.
            fetch(List.of("--filter=blob:none", "origin", "+refs/heads/*:refs/remotes/origin/*"), folder);
            return;
        }
        var target = wanted.isCommit() ? wanted.ref() : "+" + wanted.ref() + ":" + tracking(wanted.ref());
        fetch(List.of("--filter=blob:none", "--tags", "origin", target), folder);
    }

    /** Partial where the server can; git itself falls back to a whole fetch, with a word on stderr, where it cannot. */
    private void fetch(List<String> what, Path folder) throws IOException {
        var argv = new ArrayList<>(List.of("fetch", "--progress", "--no-recurse-submodules"));
        argv.addAll(what);
        run(argv, folder);
    }

    private static String tracking(String ref) {
        if (ref.startsWith("refs/heads/")) {
            return "refs/remotes/origin/" + ref.substring("refs/heads/".length());
        }
        return ref.equals("HEAD") ? "refs/remotes/origin/HEAD" : ref;
    }

    private void checkOut(Wanted wanted, List<String> refs, Path folder) throws IOException {
        var argv = new ArrayList<>(List.of("checkout", "--progress", "--quiet"));
        if (wanted.ref().equals("HEAD")) {
            var branch = git.output(List.of("ls-remote", "--symref", "--", source.url(), "HEAD"), Path.of("/")).stream()
                    .filter(line -> line.startsWith("ref: refs/heads/"))
                    .map(line -> line.substring("ref: refs/heads/".length()).replaceAll("\\s.*", ""))
                    .findFirst();
            argv.addAll(branch.filter(name -> refs.contains("refs/heads/" + name))
                    .map(name -> List.of("-B", name, "refs/remotes/origin/HEAD"))
                    .orElse(List.of("--detach", "refs/remotes/origin/HEAD")));
        } else if (wanted.ref().startsWith("refs/heads/")) {
            var name = wanted.ref().substring("refs/heads/".length());
            argv.addAll(List.of("-B", name, "--track", "refs/remotes/origin/" + name));
        } else {
            argv.addAll(List.of("--detach", wanted.ref()));
        }
        argv.add("--");
        run(argv, folder);
    }

    /** Submodules of allowed protocols; one that cannot be had leaves its folder empty, and is said. */
    private void submodules(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(".gitmodules"), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var outcome = git.run(
                List.of("submodule", "update", "--init", "--recursive", "--progress", "--filter=blob:none"),
                folder,
                _ -> {});
        if (outcome.status() != 0) {
            step.warn("submodules are not complete: " + GitProblems.lastWords(outcome));
        }
    }

    private void run(List<String> argv, Path folder) throws IOException {
        var outcome = git.run(argv, folder, _ -> {});
        if (outcome.status() != 0) {
            throw GitProblems.of(source, outcome);
        }
    }
}
