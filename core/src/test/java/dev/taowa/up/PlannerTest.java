package dev.taowa.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.definition.Definition;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.image.Image;
import dev.taowa.image.MachineImage;
import dev.taowa.metadata.Customizations;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Environment;
import dev.taowa.metadata.Hooks;
import dev.taowa.metadata.HostRequirements;
import dev.taowa.metadata.Metadata;
import dev.taowa.metadata.Rights;
import dev.taowa.metadata.Users;
import dev.taowa.outer.OuterCluster;
import dev.taowa.port.Ports;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    private static final Path APP = Path.of("/home/me/app");
    private static final Checkout FOLDER = new Checkout(new Source.Folder(APP), APP, "");
    private static final Mount.Shared MIRROR = new Mount.Shared(Path.of("/mirror"), "/opt/taowa/mirror");
    private static final Checkout GIT = new Checkout(
            new Source.Git("https://example.test/app", Optional.empty(), "sub/dir", "https://example.test/app"),
            APP,
            "sub/dir");
    private static final Image IMAGE = new Image(
            new ImageTag("base:1"),
            "sha256:1",
            Map.of(),
            Map.of("PATH", "/opt/bin:/bin", "KEEP", "1"),
            "app:app",
            List.of("/entry"),
            List.of("serve", "a \"b\" $C 100%"));

    private static List<Mount> mounts(Planner planner) {
        return planner.mounts(LoginUser.DEV, Optional.empty(), MIRROR);
    }

    @Test
    void theSourceIsMountedUnderItsName() {
        var planner = new Planner(Definition.builtIn(), FOLDER);

        assertThat(planner.folder()).isEqualTo("/workspaces/app");
        assertThat(mounts(planner))
                .contains(
                        new Mount.Folder(APP, "/workspaces/app", false),
                        new Mount.Volume("home", "/home/dev", false),
                        new Mount.Volume("docker", "/var/lib/docker", false));
    }

    @Test
    void nothingIsMountedWhereTheDefinitionSaysSo(@TempDir Path top) throws IOException {
        var app = top.toRealPath();
        Files.writeString(
                app.resolve(".devcontainer.json"), "{\"workspaceMount\": \"\", \"workspaceFolder\": \"/srv\"}");
        var checkout = new Checkout(new Source.Folder(app), app, "");
        var definition = new DefinitionReader(app.resolve("templates")).read(checkout, DefinitionChoice.NONE, Map.of());
        var planner = new Planner(definition, checkout);

        assertThat(planner.folder()).isEqualTo("/srv");
        assertThat(mounts(planner)).noneMatch(Mount.Folder.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void machinesWithAnEngineSeeTheImageMirror(String engine, @TempDir Path top) throws IOException {
        var app = top.toRealPath();
        Files.writeString(app.resolve(".devcontainer.json"), "{\"features\": {\"taowa/%s\": {}}}".formatted(engine));
        var checkout = new Checkout(new Source.Folder(app), app, "");
        var definition = new DefinitionReader(app.resolve("templates")).read(checkout, DefinitionChoice.NONE, Map.of());

        assertThat(mounts(new Planner(definition, checkout))).contains(MIRROR);
        assertThat(mounts(new Planner(Definition.builtIn(), FOLDER))).doesNotContain(MIRROR);
    }

    @ParameterizedTest
    @CsvSource({"30, 1800", "0, ", "'', "})
    void aMachineThatNobodyUsesStopsWhereItsDefinitionSaysWhen(String minutes, String seconds, @TempDir Path top)
            throws IOException {
        var app = top.toRealPath();
        var idle = minutes.isEmpty() ? "" : "\"stopAfterMinutes\": " + minutes;
        Files.writeString(
                app.resolve(".devcontainer.json"),
                "{\"customizations\": {\"taowa\": {\"idle\": {%s}}}}".formatted(idle));
        var checkout = new Checkout(new Source.Folder(app), app, "");
        var definition = new DefinitionReader(app.resolve("templates")).read(checkout, DefinitionChoice.NONE, Map.of());
        var machine = new MachineImage(IMAGE, LoginUser.DEV);

        var files = new Planner(definition, checkout).files(machine, List.of());

        assertThat(files)
                .filteredOn(file -> file.path().contains("taowa-idle"))
                .hasSize(seconds == null ? 0 : 4)
                .filteredOn(file -> file.path().endsWith("taowa-idle.service"))
                .allSatisfy(file -> assertThat(file.content().revealText()).contains("/taowa-idle " + seconds + "\n"));
    }

    @Test
    void sessionsStartInTheSubfolderThatWasAskedFor() {
        assertThat(new Planner(Definition.builtIn(), GIT).folder()).isEqualTo("/workspaces/app/sub/dir");
    }

    @Test
    void aRepositoryFromAUrlMountsOnlyItsOwnFiles() {
        var planner = new Planner(
                with(List.of(
                        new DeclaredMount.Bind("/home/me/.ssh", "/mnt/keys", true),
                        new DeclaredMount.Bind("/home/me/app/data", "/data", false))),
                GIT);

        assertThat(mounts(planner))
                .contains(new Mount.Folder(APP.resolve("data"), "/data", false))
                .noneMatch(mount -> mount.target().equals("/mnt/keys"));
        assertThat(planner.warnings()).singleElement().asString().contains("/home/me/.ssh");
    }

    @Test
    void dotsDoNotLeadOutOfTheRepository() {
        var planner =
                new Planner(with(List.of(new DeclaredMount.Bind("/home/me/app/../.ssh", "/mnt/keys", true))), GIT);

        assertThat(mounts(planner)).noneMatch(mount -> mount.target().equals("/mnt/keys"));
    }

    @Test
    void linksDoNotLeadOutOfTheRepository(@TempDir Path top) throws IOException {
        var app = Files.createDirectory(top.toRealPath().resolve("app"));
        var keys = Files.createDirectory(top.toRealPath().resolve("keys"));
        var data = Files.createDirectory(app.resolve("data"));
        Files.createSymbolicLink(app.resolve("away"), keys);
        Files.createSymbolicLink(app.resolve("inside"), Path.of("data"));
        var planner = new Planner(
                with(List.of(
                        new DeclaredMount.Bind(app + "/away", "/mnt/keys", true),
                        new DeclaredMount.Bind(app + "/inside", "/data", false))),
                new Checkout(GIT.source(), app, ""));

        assertThat(mounts(planner))
                .contains(new Mount.Folder(data, "/data", false))
                .noneMatch(mount -> mount.target().equals("/mnt/keys"));
        assertThat(planner.warnings()).singleElement().asString().contains("/away");
    }

    @Test
    void thePersonsOwnFolderMayMountTheirOtherFolders() {
        var planner = new Planner(with(List.of(new DeclaredMount.Bind("/home/me/.m2", "/m2", true))), FOLDER);

        assertThat(mounts(planner)).contains(new Mount.Folder(Path.of("/home/me/.m2"), "/m2", true));
    }

    @Test
    void theHostsEngineIsNeverMounted() {
        var planner = new Planner(
                with(List.of(new DeclaredMount.Bind("/var/run/docker.sock", "/var/lib/x.sock", false))), FOLDER);

        assertThat(mounts(planner)).noneMatch(mount -> mount.target().equals("/var/lib/x.sock"));
        assertThat(planner.warnings()).singleElement().asString().contains("engine of its own");
    }

    @Test
    void whatEveryMachineHasIsNotMountedAgain() {
        var planner = new Planner(
                with(List.of(
                        new DeclaredMount.Memory("/run"),
                        new DeclaredMount.Memory("/tmp"),
                        new DeclaredMount.Bind("/sys/fs/cgroup", "/sys/fs/cgroup", true))),
                FOLDER);

        assertThat(mounts(planner)).extracting(Mount::target).doesNotContain("/run", "/tmp", "/sys/fs/cgroup");
        assertThat(planner.warnings()).singleElement().asString().contains("control groups of its own");
    }

    @Test
    void aPathThatIsNotKnownIsLeftOutForARepository() {
        var mounts = List.<DeclaredMount>of(new DeclaredMount.Bind("~/.m2", "/m2", true));

        assertThat(mounts(new Planner(with(mounts), GIT)))
                .noneMatch(mount -> mount.target().equals("/m2"));
        assertThatThrownBy(() -> mounts(new Planner(with(mounts), FOLDER)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().what()).contains("not an absolute path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/proc/sys", "/etc/ssh", "/dev", "/a/../etc", "/run/x", "relative", "/opt/taowa/web-ide"})
    void targetsThatWouldBreakTheMachineAreRefused(String target) {
        var planner = new Planner(with(List.of(new DeclaredMount.Memory(target))), FOLDER);

        assertThatThrownBy(() -> mounts(planner))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.DEFINITION_INVALID));
    }

    @Test
    void sessionsSeeImageMachineAndRemoteVariablesInThisOrder() {
        var definition = environment(
                Map.of("MODE", "machine", "SHARED", "machine"),
                Map.of(
                        "PATH", Optional.of("/mine:${containerEnv:PATH}"),
                        "SHARED", Optional.of("remote"),
                        "KEEP", Optional.empty(),
                        "OTHER", Optional.of("${containerEnv:NONE:default}")));

        var variables = new Planner(definition, FOLDER)
                .environment(new MachineImage(IMAGE, LoginUser.DEV), ingredients(Optional.empty()))
                .variables();

        assertThat(variables)
                .containsEntry("PATH", "/mine:/opt/bin:/bin")
                .containsEntry("MODE", "machine")
                .containsEntry("SHARED", "remote")
                .containsEntry("OTHER", "default")
                .doesNotContainKey("KEEP")
                .doesNotContainKey("KUBECONFIG");
    }

    @Test
    void sessionsOfAWorkspaceThatIsInAnotherClusterFindIt() {
        var cluster = new OuterCluster("dev", Optional.empty(), Optional.empty());
        var machine = new MachineImage(IMAGE, LoginUser.DEV);

        var variables = new Planner(environment(Map.of(), Map.of()), FOLDER)
                .environment(machine, ingredients(Optional.of(cluster)))
                .variables();
        var own = new Planner(environment(Map.of("KUBECONFIG", "/mine"), Map.of()), FOLDER)
                .environment(machine, ingredients(Optional.of(cluster)))
                .variables();

        assertThat(variables).containsEntry("KUBECONFIG", "/home/dev/.kube/config:/etc/taowa/outer/kubeconfig");
        assertThat(own).containsEntry("KUBECONFIG", "/mine");
    }

    private static Ingredients ingredients(Optional<OuterCluster> cluster) {
        return new Ingredients(
                Optional.empty(),
                new Mount.Shared(Path.of("/mirror"), "/opt/taowa/mirror"),
                Limits.NONE,
                Set.of(),
                cluster,
                Map.of(),
                KeptSecrets.NONE);
    }

    @Test
    void thePersonsLimitsComeBeforeTheDefinitions() {
        var definition = requiring(new HostRequirements(
                OptionalInt.of(4), ByteSize.parse("8gb"), Optional.empty(), HostRequirements.Gpu.NOT_NEEDED));

        var limits = new Planner(definition, FOLDER)
                .limits(new Limits(OptionalDouble.of(1.5), Optional.empty(), Optional.empty(), OptionalLong.of(100)));

        assertThat(limits)
                .isEqualTo(new Limits(
                        OptionalDouble.of(1.5), ByteSize.parse("8gb"), Optional.empty(), OptionalLong.of(100)));
    }

    private static Definition with(List<DeclaredMount> mounts) {
        return definition(mounts, Map.of(), Map.of(), HostRequirements.NONE);
    }

    private static Definition environment(Map<String, String> container, Map<String, Optional<String>> remote) {
        return definition(List.of(), container, remote, HostRequirements.NONE);
    }

    private static Definition requiring(HostRequirements requirements) {
        return definition(List.of(), Map.of(), Map.of(), requirements);
    }

    private static Definition definition(
            List<DeclaredMount> mounts,
            Map<String, String> container,
            Map<String, Optional<String>> remote,
            HostRequirements requirements) {
        var metadata = new Metadata(
                Users.NONE,
                new Environment(container, remote, Optional.empty()),
                Rights.NONE,
                List.of(),
                mounts,
                Ports.NONE,
                Hooks.NONE,
                requirements,
                Customizations.NONE,
                Optional.empty());
        return Definition.builtIn().on(metadata);
    }
}
