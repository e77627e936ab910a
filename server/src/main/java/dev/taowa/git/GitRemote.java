package dev.taowa.git;

import dev.taowa.source.Source;
import dev.taowa.task.Step;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
    private static final Pattern SHORT_COMMIT = Pattern.compile("[0-9a-f]{7,39}");
    private static final Pattern SUBMODULE = Pattern.compile("submodule\\..*?\\.path (.+)");
    private static final int ATTRIBUTES_BYTES = 1 << 20;

    private final Source.Git source;
    private final GitProgram git;
    private final Step step;
    private final Extent extent;

    /** How much of a repository is fetched. */
    enum Extent {
        /** The history, and of files what is checked out, where the server can do that. */
        PARTIAL,
        WHOLE,
        /** No history. */
        TIP
    }

    GitRemote(Source.Git source, Optional<Secret> credentials, Map<String, String> client, Step step, Extent extent)
            throws IOException {
        this(source, new GitProgram(source.url(), credentials, client, step, Optional.empty()), step, extent);
    }

    /** @param git the program, with whatever bounds it */
    GitRemote(Source.Git source, GitProgram git, Step step, Extent extent) {
        this.source = source;
        this.git = git;
        this.step = step;
        this.extent = extent;
    }

    /** What to fetch: a full ref name, or a commit; and the folder that was behind it in a page's address. */
    private record Wanted(String ref, boolean isCommit, String subfolder) {}

    /** Clones, and returns the folder inside the repository that the source means. */
    String cloneInto(Path folder) throws IOException {
        var refs = list();
        var wanted = source.ref().isPresent()
                ? Optional.of(resolve(source.ref().get(), refs))
                : refs.preferred().map(ref -> new Wanted(ref, false, source.subfolder()));
        run(List.of("init", "--quiet", "--template=", "--", folder.toString()), Path.of("/"));
        run(List.of("remote", "add", "origin", "--", source.url()), folder);
        if (wanted.isEmpty()) {
            step.warn("the repository is empty");
            return "";
        }
        fetch(wanted.get(), refs, folder);
        try (var _ = new Growth(folder, step)) {
            checkOut(wanted.get(), refs, folder);
            submodules(folder);
        }
        warnOfLargeFiles(folder);
        checkSubfolder(wanted.get(), folder);
        return wanted.get().subfolder();
    }

    private RemoteRefs list() throws IOException {
        var refs = new RemoteRefs();
        var outcome = git.run(List.of("ls-remote", "--symref", "--", source.url()), Path.of("/"), refs::line);
        if (outcome.status() != 0) {
            throw GitProblems.of(source, outcome);
        }
        return refs;
    }

    private Wanted resolve(String ref, RemoteRefs refs) {
        // The longest branch or tag that the text begins with; what is left is a folder.
        for (var end = ref.length(); end > 0; end = ref.lastIndexOf('/', end - 1)) {
            var name = ref.substring(0, end);
            var folder = end == ref.length() ? source.subfolder() : ref.substring(end + 1);
            for (var full : List.of("refs/heads/" + name, "refs/tags/" + name, name)) {
                if (refs.has(full)) {
                    return new Wanted(full, false, folder);
                }
            }
            if (COMMIT.matcher(name).matches() || SHORT_COMMIT.matcher(name).matches()) {
                return new Wanted(name, true, folder);
            }
        }
        throw GitProblems.branchNotFound(source, ref, refs.names());
    }

    private void fetch(Wanted wanted, RemoteRefs refs, Path folder) throws IOException {
        var argv = new ArrayList<>(List.of("fetch", "--progress", "--no-recurse-submodules"));
        // Partial where the server can, whole where it cannot. A file:// remote is not there inside the workspace.
        if (isPartial()) {
            argv.add("--filter=blob:none");
        }
        // A shortened commit may be anywhere in the history.
        if (extent == Extent.TIP
                && (!wanted.isCommit() || COMMIT.matcher(wanted.ref()).matches())) {
            argv.add("--depth=1");
        }
        argv.add("origin");
        if (!wanted.isCommit()) {
            argv.add("+%s:%s".formatted(wanted.ref(), tracking(wanted.ref())));
            run(argv, folder);
            return;
        }
        // A remote does not know a shortened commit: every branch is fetched.
        argv.add(COMMIT.matcher(wanted.ref()).matches() ? wanted.ref() : "+refs/heads/*:refs/remotes/origin/*");
        var outcome = git.run(argv, folder, _ -> {});
        if (outcome.status() != 0) {
            throw GitProblems.isUnknownCommit(outcome)
                    ? GitProblems.branchNotFound(source, wanted.ref(), refs.names())
                    : GitProblems.of(source, outcome);
        }
    }

    private boolean isPartial() {
        return extent == Extent.PARTIAL && !source.url().startsWith("file:");
    }

    private static String tracking(String ref) {
        if (ref.startsWith("refs/heads/")) {
            return "refs/remotes/origin/" + ref.substring("refs/heads/".length());
        }
        return ref.equals("HEAD") ? "refs/remotes/origin/HEAD" : ref;
    }

    private void checkOut(Wanted wanted, RemoteRefs refs, Path folder) throws IOException {
        var argv = new ArrayList<>(List.of("checkout", "--progress", "--quiet"));
        if (wanted.ref().startsWith("refs/heads/")) {
            var name = wanted.ref().substring("refs/heads/".length());
            argv.addAll(List.of("-B", name, "--track", "refs/remotes/origin/" + name));
        } else {
            argv.addAll(List.of("--detach", tracking(wanted.ref())));
        }
        argv.add("--");
        var outcome = git.run(argv, folder, _ -> {});
        if (outcome.status() != 0) {
            if (isPartial() && GitProblems.isUnknownCommit(outcome)) {
                throw new PartialRefusedException(GitProblems.lastWords(outcome));
            }
            throw wanted.isCommit() && GitProblems.isUnknownCommit(outcome)
                    ? GitProblems.branchNotFound(source, wanted.ref(), refs.names())
                    : GitProblems.of(source, outcome);
        }
    }

    /** Submodules of allowed protocols; one that cannot be had leaves its folder empty, and is said. */
    private void submodules(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(".gitmodules"), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var listed = git.output(List.of("config", "-f", ".gitmodules", "--get-regexp", "\\.path$"), folder);
        for (var line : listed) {
            var path = SUBMODULE.matcher(line);
            if (path.matches()) {
                submodule(path.group(1), folder);
            }
        }
    }

    private void submodule(String path, Path folder) throws IOException {
        var argv =
                List.of("submodule", "update", "--init", "--recursive", "--progress", "--filter=blob:none", "--", path);
        var outcome = git.run(argv, folder, _ -> {});
        if (outcome.status() != 0) {
            step.warn("submodule \"%s\" is left out: %s"
                    .formatted(path.replaceAll("\\p{Cntrl}", "?"), GitProblems.lastWords(outcome)));
        }
    }

    /** Git LFS would run a program that the repository names: the person decides inside. */
    private void warnOfLargeFiles(Path folder) throws IOException {
        var attributes = folder.resolve(".gitattributes");
        if (!Files.isRegularFile(attributes, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var input = Files.newInputStream(attributes, LinkOption.NOFOLLOW_LINKS)) {
            var text = new String(input.readNBytes(ATTRIBUTES_BYTES), StandardCharsets.UTF_8);
            if (text.contains("filter=lfs")) {
                step.warn("files of Git LFS are pointers still: run `git lfs pull` in the workspace");
            }
        }
    }

    private void checkSubfolder(Wanted wanted, Path folder) throws IOException {
        if (wanted.subfolder().isEmpty()) {
            return;
        }
        try {
            var real = folder.resolve(wanted.subfolder()).toRealPath();
            if (Files.isDirectory(real) && real.startsWith(folder.toRealPath())) {
                return;
            }
        } catch (InvalidPathException | FileSystemException absent) {
            throw GitProblems.folderNotFound(source, wanted.ref(), wanted.subfolder(), absent);
        }
        throw GitProblems.folderNotFound(source, wanted.ref(), wanted.subfolder(), null);
    }

    private void run(List<String> argv, Path folder) throws IOException {
        var outcome = git.run(argv, folder, _ -> {});
        if (outcome.status() != 0) {
            throw GitProblems.of(source, outcome);
        }
    }
}
