package dev.taowa.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.workspace.WorkspaceId;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clones by the real git program, from files and over HTTP on loopback. */
class GitCheckoutsIT {

    private static final WorkspaceId ID = new WorkspaceId("0123456789ab");

    @TempDir
    private Path top;

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Path work = Path.of("");
    private GitServer server = absent();

    @SuppressWarnings("NullAway") // set before each test
    private static GitServer absent() {
        return null;
    }

    @BeforeEach
    void serve() throws Exception {
        server = new GitServer(top.resolve("served"));
        work = Files.createDirectories(top.resolve("work"));
        git(work, "init", "-q", "-b", "main");
        Files.writeString(work.resolve("file"), "one");
        commit("First");
        publish("demo.git");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String git(Path folder, String... arguments) throws Exception {
        var argv = new ArrayList<>(List.of(
                "git",
                "-C",
                folder.toString(),
                "-c",
                "user.name=T",
                "-c",
                "user.email=t@example.invalid",
                "-c",
                "protocol.file.allow=always"));
        argv.addAll(List.of(arguments));
        var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }

    private void commit(String message) throws Exception {
        git(work, "add", "-A");
        git(work, "commit", "-q", "-m", message);
    }

    private void publish(String name) throws Exception {
        var bare = top.resolve("served").resolve(name);
        Files.createDirectories(bare.getParent());
        git(top, "clone", "-q", "--bare", work.toString(), bare.toString());
        git(bare, "config", "uploadpack.allowFilter", "true");
    }

    private Checkout export(String name, long bytes) {
        var source = (Source.Git) Source.parse(url(name), Optional.empty());
        var variables = Map.of("GIT_CONFIG_GLOBAL", "/dev/null");
        return new Phases(events::add, InstantSource.system())
                .run(
                        Phase.DEFINITION,
                        Duration.ofMinutes(2),
                        step -> new GitCheckouts(top.resolve("sources"), bytes)
                                .export(source, top.resolve("exported"), variables, step));
    }

    private void assertTooLarge(String name) {
        var thrown = catchThrowableOfType(ProblemException.class, () -> export(name, 4 << 20));
        assertThat(thrown.problem().code()).isEqualTo(ProblemCode.SOURCE_REFUSED);
        assertThat(thrown.problem().what()).contains("larger than 4.0 MiB");
    }

    @Test
    void anExportTakesWhatIsThereNowAndNoMore() throws Exception {
        var random = new byte[8 << 20];
        new Random(1).nextBytes(random);
        Files.write(work.resolve("past"), random);
        commit("Add");
        Files.delete(work.resolve("past"));
        commit("Remove");
        publish("past.git");
        assertThat(export("past.git", 4 << 20).folder().resolve("file")).hasContent("one");
    }

    @Test
    void anExportThatIsLargeAsAPackOrInFilesIsRefused() throws Exception {
        Files.write(work.resolve("zeros"), new byte[8 << 20]);
        commit("Add what packs well");
        publish("zeros.git");
        assertTooLarge("zeros.git");
    }

    @Test
    void anExportOfVeryManyFilesIsRefused() throws Exception {
        for (var i = 0; i < 1100; i++) {
            Files.createFile(work.resolve("empty" + i));
        }
        commit("Add empty files");
        publish("many.git");
        assertTooLarge("many.git");
    }

    private String url(String name) {
        return "http://%s/%s".formatted(server.address(), name);
    }

    private Checkout obtain(String text, Map<String, String> client) {
        return obtain(text, Optional.empty(), client);
    }

    private Checkout obtain(String text, Optional<String> branch, Map<String, String> client) {
        var source = (Source.Git) Source.parse(text, branch);
        var variables = new HashMap<>(Map.of("GIT_CONFIG_GLOBAL", "/dev/null"));
        variables.putAll(client);
        return new Phases(events::add, InstantSource.system())
                .run(
                        Phase.SOURCE,
                        Duration.ofMinutes(2),
                        step -> new GitCheckouts(top.resolve("sources")).obtain(ID, source, text, variables, step));
    }

    private ProblemCode problem(String text, Optional<String> branch) {
        var thrown = catchThrowableOfType(ProblemException.class, () -> obtain(text, branch, Map.of()));
        assertThat(thrown.problem().what()).doesNotContain("\n");
        return thrown.problem().code();
    }

    private String all() {
        return events.toString();
    }

    @Test
    void theDefaultBranchIsCheckedOutAndTracked() throws Exception {
        var checkout = obtain(url("demo.git"), Map.of());

        assertThat(checkout.folder().resolve("file")).hasContent("one");
        assertThat(git(checkout.folder(), "rev-parse", "--abbrev-ref", "HEAD@{u}"))
                .isEqualTo("origin/main");
        assertThat(git(checkout.folder(), "remote", "get-url", "origin")).isEqualTo(url("demo.git"));
        assertThat(events).anyMatch(event -> event instanceof Event.Advanced);
        server.close();
        assertThat(obtain(url("demo.git"), Map.of())).isEqualTo(checkout);
    }

    @Test
    void branchTagCommitFolderAndPullRequest() throws Exception {
        var first = git(work, "rev-parse", "HEAD");
        Files.createDirectories(work.resolve("sub/folder"));
        Files.writeString(work.resolve("sub/folder/x"), "x");
        git(work, "checkout", "-q", "-b", "feature/x");
        commit("Second");
        git(work, "tag", "v1");
        publish("refs.git");
        git(top.resolve("served/refs.git"), "update-ref", "refs/pull/7/head", "HEAD");
        for (var ref : List.of("feature/x", "v1", first, first.substring(0, 9))) {
            var checkout = obtain(url("refs.git"), Optional.of(ref), Map.of());
            assertThat(Files.exists(checkout.folder().resolve("sub"))).isEqualTo(!first.startsWith(ref));
            new GitCheckouts(top.resolve("sources")).remove(ID);
        }
        assertThat(obtain(url("refs") + "/tree/feature/x/sub/folder", Map.of()).subfolder())
                .isEqualTo("sub/folder");
        new GitCheckouts(top.resolve("sources")).remove(ID);
        assertThat(obtain(url("refs.git") + "/pull/7", Map.of()).folder().resolve("file"))
                .exists();
        new GitCheckouts(top.resolve("sources")).remove(ID);
        assertThat(problem(url("refs") + "/tree/feature/x/nothing", Optional.empty()))
                .isEqualTo(ProblemCode.SOURCE_NOT_FOUND);
    }

    @Test
    void credentialsInTheUrlServeAndStayNowhere() throws Exception {
        publish("private/demo.git");
        var text = "http://%s:%s@%s/private/demo.git".formatted(GitServer.USER, GitServer.PASSWORD, server.address());

        var checkout = obtain(text, Map.of());

        assertThat(checkout.folder().resolve("file")).hasContent("one");
        try (var files = Files.walk(top.resolve("sources"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(GitServer.PASSWORD);
            }
        }
        assertThat(all()).doesNotContain(GitServer.PASSWORD);
        assertThat(checkout.toString()).doesNotContain(GitServer.PASSWORD);
    }

    @Test
    void thePersonsCredentialHelperServes() throws Exception {
        publish("private/demo.git");
        var helper = "!f() { echo username=%s; echo password=%s; }; f".formatted(GitServer.USER, GitServer.PASSWORD);
        var config = Files.writeString(top.resolve("config"), "[credential]\n\thelper = \"%s\"\n".formatted(helper));

        var checkout = obtain(url("private/demo.git"), Map.of("GIT_CONFIG_GLOBAL", config.toString()));

        assertThat(checkout.folder().resolve("file")).hasContent("one");
    }

    @Test
    void whatIsWrongIsToldApart() throws Exception {
        publish("private/demo.git");
        assertThat(problem(url("private/demo.git"), Optional.empty())).isEqualTo(ProblemCode.SOURCE_PRIVATE);
        assertThat(problem(url("absent.git"), Optional.empty())).isEqualTo(ProblemCode.SOURCE_NOT_FOUND);
        assertThat(problem("file:///no/such.git", Optional.empty())).isEqualTo(ProblemCode.SOURCE_NOT_FOUND);
        assertThat(problem("https://no-such-host.invalid/r", Optional.empty()))
                .isEqualTo(ProblemCode.SOURCE_UNREACHABLE);
        assertThat(problem("http://127.0.0.1:1/r", Optional.empty())).isEqualTo(ProblemCode.SOURCE_UNREACHABLE);
        assertThat(problem(url("demo.git"), Optional.of("mian"))).isEqualTo(ProblemCode.BRANCH_NOT_FOUND);
        assertThat(problem(url("demo.git"), Optional.of("0".repeat(39) + "1"))).isEqualTo(ProblemCode.BRANCH_NOT_FOUND);
    }

    @Test
    void anEmptyRepositoryIsAnEmptyWorkspace() throws Exception {
        git(top, "init", "-q", "--bare", top.resolve("served/empty.git").toString());

        assertThat(obtain(url("empty.git"), Map.of()).folder().resolve(".git")).isDirectory();
    }

    @Test
    void hostileRepositoriesRunNothing() throws Exception {
        var owned = top.resolve("owned");
        Files.writeString(work.resolve("$(touch owned)"), "a");
        Files.writeString(work.resolve("a b\nc"), "b");
        Files.writeString(work.resolve("--upload-pack=x"), "c");
        Files.createSymbolicLink(work.resolve("passwd"), Path.of("/etc/passwd"));
        Files.writeString(work.resolve(".gitattributes"), "* filter=lfs\n");
        Files.writeString(
                work.resolve(".gitmodules"),
                "[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c touch%% %s\n[submodule \"y\"]\n\tpath = y\n\turl = %s\n"
                        .formatted(owned, url("demo.git")));
        var demo = git(top.resolve("served/demo.git"), "rev-parse", "HEAD");
        git(work, "update-index", "--add", "--cacheinfo", "160000," + demo + ",x");
        git(work, "update-index", "--add", "--cacheinfo", "160000," + demo + ",y");
        git(
                work,
                "add",
                "--",
                ".gitmodules",
                ".gitattributes",
                "$(touch owned)",
                "a b\nc",
                "--upload-pack=x",
                "passwd");
        git(work, "commit", "-q", "-m", "Hostile $(touch owned)");
        publish("hostile.git");

        var checkout = obtain(url("hostile.git"), Map.of());

        assertThat(owned).doesNotExist();
        assertThat(checkout.folder().resolve("$(touch owned)")).hasContent("a");
        assertThat(checkout.folder().resolve("y/file")).hasContent("one");
        assertThat(all()).contains("submodule \"x\" is left out").contains("git lfs pull");
        new GitCheckouts(top.resolve("sources")).remove(ID);
        assertThat(Path.of("/etc/passwd")).exists();
        assertThat(top.resolve("sources").resolve(ID.value())).doesNotExist();
    }

    @Test
    void aCloneThatWasCutShortStartsAgain() throws Exception {
        var partial = Files.createDirectories(
                top.resolve("sources").resolve(ID.value()).resolve(".partial/.git"));
        Files.writeString(partial.resolve("index.lock"), "");

        assertThat(obtain(url("demo.git"), Map.of()).folder().resolve("file")).hasContent("one");
        assertThat(partial.getParent()).doesNotExist();
    }

    @Test
    void anInterruptEndsGit() throws Exception {
        var failure = new CopyOnWriteArrayList<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                obtain(url("slow/demo.git"), Map.of());
            } catch (ProblemException e) {
                failure.add(e);
            }
        });
        server.asked.await();

        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(failure).singleElement().asString().contains("CANCELLED");
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(each -> each.info()
                                .arguments()
                                .map(List::of)
                                .orElse(List.of())
                                .contains(url("slow/demo.git"))))
                .isEmpty();
    }

    @Test
    void aLargeFileArrives() throws Exception {
        try (var file = new RandomAccessFile(work.resolve("zeros").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        git(work, "config", "core.bigFileThreshold", "100m");
        git(work, "config", "core.compression", "1");
        commit("Large");
        publish("large.git");
        Files.delete(work.resolve("zeros"));

        var checkout = obtain("file://" + top.resolve("served/large.git"), Map.of());

        assertThat(checkout.folder().resolve("zeros")).hasSize(1L << 30);
    }
}
