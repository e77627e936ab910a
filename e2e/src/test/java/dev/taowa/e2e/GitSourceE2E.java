package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.e2e.Programs.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sources from Git, over real HTTP and SSH servers on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitSourceE2E {

    private final Taowa taowa = Taowa.fresh();
    private final Path root = taowa.folder().resolve("served");
    private final GitHttp http = new GitHttp(root);
    private String firstCommit = "";

    @BeforeAll
    void serve() {
        var demo = Repository.simple(root, "demo.git");
        firstCommit = demo.head();
        demo.git("tag", "v1");
        demo.git("push", "-q", "origin", "v1");
        demo.write("on-branch", "b").write("sub/folder/.devcontainer/devcontainer.json", "{}");
        demo.commit("Second").push("feature/x");
        Repository.simple(root, "private/secret.git");
    }

    @AfterEach
    void removeWorkspaces() {
        taowa.list().forEach(one -> taowa.remove(one.path("name").asText()));
    }

    @AfterAll
    void close() {
        http.close();
        taowa.close();
    }

    @Test
    void overHttpTheSourceLivesInTheWorkspace() {
        var view = taowa.up(http.url("demo.git"), "--ide", "none");

        assertThat(view.path("name").asText()).isEqualTo("demo");
        assertThat(view.path("folder").asText()).isEqualTo("/workspaces/demo");
        assertThat(taowa.sh(
                        "demo",
                        "cd /workspaces/demo && git status --porcelain && git log --format=%s && stat -c %U .git"))
                .isEqualTo("First\ndev");
        taowa.sh("demo", "cd /workspaces/demo && echo kept > mine");
        taowa.run("rebuild", "demo").orFail();
        assertThat(taowa.sh("demo", "cat /workspaces/demo/mine")).isEqualTo("kept");
    }

    @Test
    void initializeCommandRunsBeforeTheWorkspaceIsThereAndNotOnTheHost() {
        Repository.empty(root, "initialized.git")
                .write(".devcontainer.json", """
                        {"initializeCommand": "id -un > by; cat /proc/1/comm > first; test ! -w /etc || touch root",
                         "onCreateCommand": "test -e by && touch created"}""")
                .commit("First")
                .push("main");

        taowa.up(http.url("initialized.git"), "--ide", "none");

        assertThat(taowa.sh("initialized", "cd /workspaces/initialized && cat by first && ls"))
                .isEqualTo("dev\nsh\nby\ncreated\nfirst");
        assertThat(Machine.containers(taowa.stateId())).hasSize(1);
    }

    @Test
    void branchTagCommitAndFolderAreFound() {
        taowa.up(http.url("demo.git"), "--branch", "feature/x", "--name", "on-branch", "--ide", "none");
        assertThat(taowa.sh("on-branch", "cd /workspaces/demo && cat on-branch && echo && git branch --show-current"))
                .isEqualTo("b\nfeature/x");
        taowa.up(http.url("demo.git"), "--branch", "v1", "--name", "on-tag", "--ide", "none");
        assertThat(taowa.sh("on-tag", "cd /workspaces/demo && git rev-parse HEAD"))
                .isEqualTo(firstCommit);
        taowa.up(http.url("demo.git"), "--branch", firstCommit, "--name", "on-commit", "--ide", "none");
        assertThat(taowa.sh("on-commit", "cd /workspaces/demo && git rev-parse HEAD"))
                .isEqualTo(firstCommit);
        var view = taowa.up(http.url("demo") + "/tree/feature/x/sub/folder", "--name", "on-folder", "--ide", "none");
        assertThat(view.path("folder").asText()).isEqualTo("/workspaces/demo/sub/folder");
    }

    @Test
    void aPrivateRepositoryIsServedByTheCredentialHelperAndLeavesNoSecret() {
        var helper = "!f() { echo username=%s; echo password=%s; }; f".formatted(GitHttp.USER, GitHttp.PASSWORD);
        var config = Folders.write(
                taowa.folder().resolve("gitconfig"), "[credential]\n\thelper = \"%s\"\n".formatted(helper));
        var mine = taowa.with(Map.of("GIT_CONFIG_GLOBAL", config.toString()));

        mine.run("up", http.url("private/secret.git"), "--ide", "none").orFail();

        assertThat(taowa.sh("secret", "cat /workspaces/secret/README.md")).isEqualTo("# private/secret.git");
        assertThat(taowa.exec("secret", "sudo", "grep", "-rlF", GitHttp.PASSWORD, "/workspaces", "/home", "/etc")
                        .out())
                .isEmpty();
        assertThat(Programs.run("grep", "-rlF", GitHttp.PASSWORD, taowa.state().toString())
                        .out())
                .isEmpty();
    }

    @Test
    void withoutCredentialsAPrivateRepositoryIsAProblem() {
        var refused = taowa.with(Map.of("GIT_CONFIG_GLOBAL", "/dev/null"))
                .run("up", http.url("private/secret.git"), "--ide", "none");

        assertProblem(refused, 2, "private");
    }

    @Test
    void overSshTheUsersAgentOpensTheRepository() {
        try (var sshd = new Sshd(taowa.folder());
                var agent = new SshAgent(taowa.folder(), sshd.key())) {
            var known = Folders.write(taowa.folder().resolve("known_hosts"), sshd.knownHost());
            var mine = taowa.with(agent.environment())
                    .with(Map.of("GIT_SSH_COMMAND", "ssh -F none -o UserKnownHostsFile=" + known));

            mine.run("up", sshd.url(root.resolve("demo.git")), "--ide", "none", "--name", "by-ssh")
                    .orFail();

            assertThat(taowa.sh("by-ssh", "cat /workspaces/demo/README.md")).isEqualTo("# demo.git");
        }
    }

    @Test
    void wrongAddressesAreProblems() {
        assertProblem(taowa.run("up", "http://127.0.0.1:%d/no.git".formatted(Sshd.freePort())), 2, "reach");
        assertProblem(taowa.run("up", "https://no-such-host.invalid/a/b.git"), 2, "no-such-host.invalid");
        assertProblem(taowa.run("up", http.url("missing.git")), 2, "missing.git");
        assertProblem(taowa.run("up", http.url("demo.git"), "--branch", "no-such-branch"), 2, "no-such-branch");
        assertProblem(taowa.run("up", "ext::sh -c touch% /tmp/taowa-e2e-owned"), 2, "");
        assertProblem(
                taowa.run("up", http.url("demo.git"), "--branch", "--upload-pack=touch /tmp/taowa-e2e-owned"), 2, "");
        assertThat(Path.of("/tmp/taowa-e2e-owned")).doesNotExist();
        assertThat(taowa.list()).isEmpty();
    }

    @Test
    void anEmptyRepositoryStartsEmpty() {
        Repository.empty(root, "empty.git");

        taowa.up(http.url("empty.git"), "--ide", "none");

        assertThat(taowa.sh("empty", "cd /workspaces/empty && git remote get-url origin"))
                .isEqualTo(http.url("empty.git"));
    }

    @Test
    void hostileNamesAreOnlyNames() {
        var hostile = Repository.simple(root, "hostile.git");
        hostile.write("$(touch owned)", "a")
                .write("a b\nc", "b")
                .write("--upload-pack=x", "c")
                .write("-rf", "d");
        hostile.commit("Hostile $(touch owned)").push("--upload-pack=touch owned".replace(' ', '-'));
        hostile.push("main");

        taowa.up(http.url("hostile.git"), "--ide", "none");

        assertThat(taowa.sh(
                        "hostile",
                        "cd /workspaces/hostile && git status --porcelain && cat '$(touch owned)' 'a b\nc' -- -rf"))
                .isEqualTo("abd");
        assertThat(taowa.exec("hostile", "sh", "-c", "find / -xdev -name owned 2>/dev/null")
                        .out())
                .isEmpty();
    }

    @Test
    void linksOutOfTheTreeAndCommandSubmodulesDoNothing() throws Exception {
        var hostile = Repository.simple(root, "links.git");
        Files.createSymbolicLink(hostile.work().resolve("passwd"), Path.of("/etc/shadow"));
        hostile.write(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch% /tmp/taowa-e2e-owned\n");
        hostile.git("update-index", "--add", "--cacheinfo", "160000," + hostile.head() + ",x");
        hostile.commit("Links").push("main");

        var result = taowa.run("up", http.url("links.git"), "--ide", "none");

        assertThat(Path.of("/tmp/taowa-e2e-owned")).doesNotExist();
        if (result.status() == 0) {
            assertThat(taowa.exec("links", "cat", "/workspaces/links/passwd").status())
                    .isNotZero();
            return;
        }
        assertProblem(result, 2, "submodule");
    }

    @Test
    void aDefinitionThatLeavesTheTreeIsRefused() throws Exception {
        var hostile = Repository.empty(root, "escape.git");
        hostile.write("README.md", "x");
        Files.createDirectories(hostile.work().resolve(".devcontainer"));
        Files.createSymbolicLink(hostile.work().resolve(".devcontainer/devcontainer.json"), Path.of("/etc/hostname"));
        hostile.commit("Escape").push("main");

        assertProblem(taowa.run("up", http.url("escape.git"), "--ide", "none"), 2, "");
    }

    @Test
    void aGibibyteInTheRepositoryArrives() {
        var big = Repository.simple(root, "big.git");
        Programs.run("truncate", "-s", "1G", big.work().resolve("zeros").toString())
                .orFail();
        big.git("config", "core.bigFileThreshold", "100m");
        big.git("config", "core.compression", "1");
        big.commit("Big").push("main");

        taowa.up(http.url("big.git"), "--ide", "none");

        assertThat(taowa.sh("big", "stat -c %s /workspaces/big/zeros")).isEqualTo(Long.toString(1L << 30));
        Folders.delete(big.work());
    }

    static void assertProblem(Result result, int status, String word) {
        assertThat(result.err())
                .as(result.toString())
                .contains("problem: ")
                .contains("fix: ")
                .containsIgnoringCase(word);
        assertThat(result.err()).doesNotContain("\tat dev.taowa").doesNotContain("Exception");
        assertThat(result.status()).as(result.toString()).isEqualTo(status);
    }
}
