package dev.taowa.e2e;

import dev.taowa.e2e.Programs.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A work tree and the bare repository that it is pushed to. */
record Repository(Path work, Path bare) {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_AUTHOR_NAME", "Test",
            "GIT_AUTHOR_EMAIL", "test@example.invalid",
            "GIT_COMMITTER_NAME", "Test",
            "GIT_COMMITTER_EMAIL", "test@example.invalid",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null");

    /** An empty repository at {@code root/name}. */
    static Repository empty(Path root, String name) {
        var work = root.resolve(name + ".work");
        var bare = root.resolve(name);
        Programs.run("git", "init", "-q", "--bare", "-b", "main", bare.toString())
                .orFail();
        var repository = new Repository(work, bare);
        Programs.run("git", "init", "-q", "-b", "main", work.toString()).orFail();
        Programs.run("git", "-C", bare.toString(), "config", "uploadpack.allowFilter", "true")
                .orFail();
        repository.git("remote", "add", "origin", bare.toString());
        return repository;
    }

    /** A repository with one commit: a definition without extras, and a file. */
    static Repository simple(Path root, String name) {
        var repository = empty(root, name);
        repository.write(".devcontainer/devcontainer.json", "{}\n").write("README.md", "# " + name + "\n");
        return repository.commit("First").push("main");
    }

    Repository write(String file, String text) {
        Folders.write(work.resolve(file), text);
        return this;
    }

    Repository commit(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return this;
    }

    Repository push(String ref) {
        git("push", "-q", "origin", "HEAD:refs/heads/" + ref);
        return this;
    }

    String head() {
        return git("rev-parse", "HEAD").line();
    }

    Result git(String... arguments) {
        var argv = new ArrayList<>(List.of("git", "-C", work.toString()));
        argv.addAll(List.of(arguments));
        return Programs.run(argv, ENVIRONMENT).orFail();
    }
}
