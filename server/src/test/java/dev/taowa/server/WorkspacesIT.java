package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.api.WorkspaceView;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.driver.FakeDriver;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.proxy.Links;
import dev.taowa.store.Database;
import dev.taowa.task.Event;
import dev.taowa.up.Wish;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server behind its HTTP resources, on a driver in memory. */
class WorkspacesIT {

    private static final ImageTag IMAGE = new ImageTag("localhost/os:13");

    @TempDir
    private Path folder;

    private final FakeDriver driver = new FakeDriver();
    private BannerServer sshd;
    private Machinery machinery;

    @BeforeEach
    void start() throws IOException {
        sshd = new BannerServer();
        var image = driver.images().add(IMAGE, Map.of());
        driver.images()
                .offer(
                        new ImageTag(image.id()),
                        Map.of(
                                "/etc/os-release", "ID=debian\nVERSION_ID=\"13\"\n",
                                "/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n"));
        Files.createDirectories(source());
        Files.writeString(source().resolve(".devcontainer.json"), "{\"image\": \"%s\"}".formatted(IMAGE));
        machinery = machinery("state");
    }

    @AfterEach
    void stop() throws IOException {
        sshd.close();
        machinery.close();
    }

    private Path source() {
        return folder.resolve("demo");
    }

    private Machinery machinery(String state) {
        var home = ServerHome.of(folder.resolve(state));
        var clock = InstantSource.system();
        var links = new Links(new byte[32], "taowa.localhost", () -> 7700, clock);
        return new Machinery(home, Database.open(home.database()), links, clock, () -> driver);
    }

    private UpRequest request(Map<String, String> client) {
        return request(source().toString(), client);
    }

    private static UpRequest request(String source, Map<String, String> client) {
        return new UpRequest(
                source,
                Optional.empty(),
                Optional.empty(),
                "local",
                Optional.of("none"),
                false,
                Limits.NONE,
                Set.of(),
                Optional.empty(),
                DefinitionChoice.NONE,
                client,
                GivenSecrets.NONE);
    }

    private Operation up(Map<String, String> client) {
        var wish = machinery.up().wish(request(client));
        driver.serve(wish.id(), 22, sshd.address());
        return machinery.workspaces().up(machinery.up(), request(client));
    }

    private Wish running() {
        sshd.send();
        var operation = up(Map.of());
        ended(operation);
        return operation.wish();
    }

    private static Event ended(Operation operation) {
        operation.await();
        var last = new Event[1];
        operation.listen(0, (number, event) -> last[0] = event).close();
        return last[0];
    }

    private WorkspaceView view(String name) {
        var wish = machinery.workspaces().get(name);
        return machinery.views().of(wish, driver.find(wish.id()));
    }

    @Test
    void workspaceGoesThroughItsWholeLife() {
        sshd.send();
        assertThat(ended(up(Map.of()))).isEqualTo(new Event.Succeeded("demo"));
        var view = view("demo");
        assertThat(view.state()).isEqualTo("running");
        assertThat(view.ssh()).isNotNull();
        assertThat(view.phases()).extracting(WorkspaceView.PhaseTime::name).contains("source", "image", "boot");
        assertThat(machinery.isIdle()).isFalse();

        var wish = machinery.workspaces().get("demo");
        ended(machinery.workspaces().stop(wish));
        assertThat(view("demo").state()).isEqualTo("stopped");
        assertThat(machinery.isIdle()).isTrue();

        ended(machinery.workspaces().start(machinery.up(), wish, Map.of()));
        assertThat(view("demo").state()).isEqualTo("running");

        ended(machinery.workspaces().delete(wish, false));
        assertThat(driver.list()).isEmpty();
        assertNotFound("demo");
    }

    @Test
    void startsAndRebuildsSeeTheSessionsVariablesAsUpDoes() throws IOException {
        Files.writeString(
                source().resolve(".devcontainer.json"), "{\"dockerComposeFile\": \"c.yaml\", \"service\": \"app\"}");
        Files.writeString(source().resolve("c.yaml"), "services: {app: {image: \"${IMAGE:?}\"}}");
        var client = Map.of("IMAGE", IMAGE.value());
        sshd.send();
        assertThat(ended(up(client))).isInstanceOf(Event.Succeeded.class);
        var wish = machinery.workspaces().get("demo");
        var workspaces = machinery.workspaces();
        var up = machinery.up();

        ended(workspaces.stop(wish));
        assertThat(ended(workspaces.start(up, wish, client))).isInstanceOf(Event.Succeeded.class);
        assertThat(ended(workspaces.restart(up, wish, client))).isInstanceOf(Event.Succeeded.class);

        var other = ended(workspaces.rebuild(up, wish, Map.of("IMAGE", "localhost/none:1")));
        assertThat(other.toString()).contains("localhost/none:1");
        assertThat(ended(workspaces.rebuild(up, wish, Map.of())).toString()).contains("needs the variable IMAGE");
    }

    @Test
    void upsOfOneWorkspaceFromTwoTerminalsShareAnOperation() {
        var first = up(Map.of("SSH_AUTH_SOCK", "/one"));
        var second = up(Map.of("SSH_AUTH_SOCK", "/two"));
        assertThat(second).isSameAs(first);
        assertThat(view("demo").state()).isNotEqualTo("running");

        sshd.send();
        assertThat(ended(first)).isEqualTo(new Event.Succeeded("demo"));
        assertThat(driver.started()).hasSize(1);
    }

    @Test
    void deleteCancelsAnUpThatHangs() {
        var up = up(Map.of());

        var delete = machinery.workspaces().delete(up.wish(), false);

        assertThat(ended(delete)).isEqualTo(new Event.Succeeded("demo"));
        assertThat(ended(up))
                .isInstanceOfSatisfying(
                        Event.Failed.class,
                        failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.CANCELLED));
        assertThat(driver.list()).isEmpty();
    }

    @Test
    void failedUpSaysWhyAndTheNextGoesOn() {
        sshd.send();
        driver.failNext(FakeDriver.Call.START, new Problem(ProblemCode.NO_SPACE, "the disk is full", "free some"));

        ended(up(Map.of()));
        assertThat(view("demo").state()).isEqualTo("failed");
        assertThat(view("demo").reason()).isEqualTo("the disk is full");

        ended(up(Map.of()));
        assertThat(view("demo").state()).isEqualTo("running");
        assertThat(view("demo").reason()).isNull();
    }

    @Test
    void machineThatRanOutOfMemorySaysSo() {
        var wish = running();

        driver.end(wish.id(), ExitCause.OUT_OF_MEMORY, 137);

        assertThat(view("demo").state()).isEqualTo("failed");
        assertThat(view("demo").reason()).contains("out of memory");
    }

    @Test
    void workspacesAreFoundAgainWhenTheStoreIsLost() {
        var wish = running();
        machinery.close();
        machinery = machinery("another");

        var found = machinery.workspaces().get("demo");

        assertThat(found.id()).isEqualTo(wish.id());
        assertThat(found.source()).isEqualTo(wish.source());
        assertThat(view("demo").state()).isEqualTo("running");
    }

    @Test
    void aRepositorysInitializeCommandRunsBesideTheWorkspace() throws Exception {
        Files.writeString(
                source().resolve(".devcontainer.json"),
                "{\"image\": \"%s\", \"initializeCommand\": [\"make\", \"ready\"]}".formatted(IMAGE));
        var git = "git init -q -b main && git add -A && git -c user.name=T -c user.email=t@example.test commit -qm 1";
        assertThat(new ProcessBuilder("sh", "-c", git)
                        .directory(source().toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        var request = request("file://" + source(), Map.of());
        sshd.send();
        driver.serve(machinery.up().wish(request).id(), 22, sshd.address());

        var operation = machinery.workspaces().up(machinery.up(), request);

        assertThat(ended(operation)).isEqualTo(new Event.Succeeded("demo"));
        assertThat(driver.aside()).containsExactly("make ready");
    }

    @Test
    void logsTellWhatAnOperationTold() throws IOException {
        var wish = running();
        driver.end(wish.id(), ExitCause.WISHED, 0);
        var text = new ByteArrayOutputStream();

        machinery.logs().write(wish, true, text);

        assertThat(text.toString(StandardCharsets.UTF_8)).contains("== up, operation", "Boot done");
    }

    @Test
    void deletedSourceFolderDoesNotKeepTheWorkspaceAlive() throws IOException {
        var wish = running();
        Files.delete(source().resolve(".devcontainer.json"));
        Files.delete(source());

        assertThat(ended(machinery.workspaces().delete(wish, false))).isEqualTo(new Event.Succeeded("demo"));
    }

    private void assertNotFound(String name) {
        assertThatThrownBy(() -> machinery.workspaces().get(name))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.WORKSPACE_NOT_FOUND));
    }
}
