package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.driver.Driver;
import dev.taowa.driver.DriverContract;
import dev.taowa.driver.SamplePlans;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodmanDriverIT extends DriverContract {

    private static TestHost host;

    @BeforeAll
    static void open() {
        host = new TestHost();
    }

    @AfterAll
    static void close() {
        host.close();
    }

    @Override
    protected Driver driver() {
        return host.driver;
    }

    @Override
    protected ImageTag image() {
        return host.machine.image().tag();
    }

    private WorkspacePlan withSsh(PlacedFile... more) {
        var files = new ArrayList<>(TestHost.sshFiles());
        files.addAll(List.of(more));
        return kept(SamplePlans.with(SamplePlans.minimal(image()), files, Set.of()));
    }

    @Test
    void bootsWithNoFailedUnit() {
        var plan = withSsh(new PlacedFile("/etc/taowa/sample", 0600, Secret.of("placed")));
        start(plan);

        host.awaitBooted(plan.id());

        assertThat(host.inside(plan.id(), "systemctl", "is-system-running").output())
                .as(() -> host.inside(plan.id(), "systemctl", "--failed").output())
                .isEqualTo("running");
        assertThat(host.inside(plan.id(), "stat", "-c", "%U:%G %a", "/etc/taowa/sample")
                        .output())
                .isEqualTo("root:root 600");
        assertThat(host.inside(plan.id(), "cat", "/proc/sys/kernel/hostname").output())
                .isEqualTo("sample");
    }

    @Test
    void hasNoDeviceOfTheHostAndOnlyItsOwnIds() {
        var plan = kept(SamplePlans.minimal(image()));
        var base = start(plan).label(WorkspaceLabels.ID_BASE);

        assertThat(host.inside(plan.id(), "cat", "/proc/self/uid_map").output().split("\\s+"))
                .containsExactly("0", base, String.valueOf(WorkspaceIds.SIZE));
        assertThat(host.inside(plan.id(), "find", "/dev", "-type", "b").output())
                .isEmpty();
        assertThat(host.inside(plan.id(), "test", "-c", "/dev/mem").status()).isNotZero();
    }

    @Test
    void ownersOfAFolderAreRightOnBothSides(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("outside"), "from outside");
        var plan = kept(SamplePlans.withMounts(image(), List.of(new Mount.Folder(folder, "/mnt/shared", false))));
        start(plan);

        assertThat(host.inside(plan.id(), "stat", "-c", "%u:%g", "/mnt/shared", "/mnt/shared/outside")
                        .output())
                .isEqualTo("1000:1000\n1000:1000");
        assertThat(host.inside(
                                plan.id(),
                                "runuser",
                                "-u",
                                "dev",
                                "--",
                                "cp",
                                "/mnt/shared/outside",
                                "/mnt/shared/inside")
                        .status())
                .isZero();
        assertThat(Files.getAttribute(folder.resolve("inside"), "unix:uid")).isEqualTo(0);

        driver().stop(plan.id(), events()::add);
        TestHost.run("umount", "-l", "/run/taowa/" + host.stateId + "/mounts/" + plan.id() + "/0");
        driver().start(plan.id(), events()::add);
        assertThat(host.inside(plan.id(), "cat", "/mnt/shared/inside").output())
                .as("mounted again, as after a reboot of the host")
                .isEqualTo("from outside");
    }

    @Test
    void aMachineThatHasJustBegunToBootIsHaltedInOrder() {
        var plan = kept(SamplePlans.minimal(image()));
        for (var round = 0; round < 3; round++) {
            start(plan);
            driver().stop(plan.id(), events()::add);
            assertThat(driver().find(plan.id()).orElseThrow().state())
                    .isInstanceOfSatisfying(
                            WorkspaceState.Stopped.class,
                            stopped -> assertThat(stopped.cause()).isEqualTo(ExitCause.WISHED));
        }
    }

    @Test
    void aMachineThatCannotStartKeepsWhatWasDoneToIt() {
        var plan = kept(SamplePlans.withMounts(image(), List.of(new Mount.Volume("home", "/home/dev", false))));
        start(plan);
        host.inside(plan.id(), "cp", "/etc/os-release", "/opt/kept");
        driver().stop(plan.id(), events()::add);
        var volume = TestHost.run(
                        "podman", "volume", "inspect", "--format", "{{.Mountpoint}}", Names.volume(plan.id(), "home"))
                .output();
        TestHost.run("mv", volume, volume + ".away");
        try {
            assertThatThrownBy(() -> start(plan)).isInstanceOf(ProblemException.class);
        } finally {
            TestHost.run("mv", volume + ".away", volume);
        }

        start(plan);

        assertThat(host.inside(plan.id(), "test", "-s", "/opt/kept").status()).isZero();
    }

    @Test
    void volumesOutliveTheNeighbour() {
        var home = List.<Mount>of(new Mount.Volume("home", "/home/dev", false));
        var plan = kept(SamplePlans.withMounts(image(), home));
        var neighbour = kept(SamplePlans.withMounts(image(), home));
        start(plan);
        start(neighbour);
        host.inside(plan.id(), "cp", "/etc/os-release", "/home/dev/kept");

        driver().remove(neighbour.id(), false, events()::add);
        driver().stop(plan.id(), events()::add);
        driver().start(plan.id(), events()::add);

        assertThat(host.inside(plan.id(), "test", "-s", "/home/dev/kept").status())
                .isZero();
    }

    @Test
    void volumesOutliveStopAndRebuild() {
        var plan = kept(SamplePlans.withMounts(image(), List.of(new Mount.Volume("home", "/home/dev", false))));
        start(plan);
        assertThat(host.inside(plan.id(), "stat", "-c", "%U", "/home/dev").output())
                .isEqualTo("dev");
        host.inside(plan.id(), "runuser", "-u", "dev", "--", "cp", "/etc/os-release", "/home/dev/kept");

        driver().stop(plan.id(), events()::add);
        driver().start(plan.id(), events()::add);
        start(SamplePlans.changed(plan));
        driver().remove(plan.id(), true, events()::add);
        start(plan);

        assertThat(host.inside(plan.id(), "stat", "-c", "%U", "/home/dev/kept").output())
                .isEqualTo("dev");
    }

    @Test
    void dialReachesSshd() throws IOException {
        var plan = withSsh();
        start(plan);
        TestHost.await(() -> driver().listening(plan.id()).contains(22));

        try (var channel = driver().dialer(plan.id()).dial(22)) {
            var banner = ByteBuffer.allocate(8);
            while (banner.hasRemaining() && channel.read(banner) >= 0) {
                // Until the banner's first bytes are there.
            }
            assertThat(new String(banner.array(), StandardCharsets.US_ASCII)).isEqualTo("SSH-2.0-");
        }
    }

    @Test
    void limitsAct() {
        var limits = new Limits(
                OptionalDouble.of(0.5), Optional.of(new ByteSize(256 << 20)), Optional.empty(), OptionalLong.of(200));
        var plan = kept(SamplePlans.withLimits(image(), limits));
        start(plan);
        host.awaitBooted(plan.id());

        assertThat(driver().stats(plan.id()).memoryLimit()).contains(new ByteSize(256 << 20));
        assertThat(host.inside(plan.id(), "tail", "/dev/zero").status()).isEqualTo(137);
        assertThat(host.inside(plan.id(), "bash", "-c", "for i in {1..400}; do sleep 30 & done")
                        .output())
                .contains("Resource temporarily unavailable");
        assertThat(driver().find(plan.id()).orElseThrow().state()).isInstanceOf(WorkspaceState.Running.class);
    }

    @Test
    void killedFirstProcessIsAnExit() {
        var plan = kept(SamplePlans.minimal(image()));
        start(plan);

        TestHost.run("podman", "--runtime", "runc", "kill", "--signal", "KILL", Names.container(plan.id()));

        assertThat(cause(plan.id())).isEqualTo(ExitCause.EXITED);
    }

    @Test
    void machineWithoutEnoughMemoryEndsForWantOfIt() {
        var limits = new Limits(
                OptionalDouble.empty(), Optional.of(new ByteSize(6 << 20)), Optional.empty(), OptionalLong.empty());
        var plan = kept(SamplePlans.withLimits(image(), limits));
        start(plan);

        assertThat(cause(plan.id()))
                .as(() -> TestHost.run("podman", "inspect", "--format", "{{json .State}}", Names.container(plan.id()))
                        .output())
                .isEqualTo(ExitCause.OUT_OF_MEMORY);
    }

    private ExitCause cause(WorkspaceId id) {
        TestHost.await(() -> !(driver().find(id).orElseThrow().state() instanceof WorkspaceState.Running));
        var listed = driver().list().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(listed.state()).isEqualTo(driver().find(id).orElseThrow().state());
        return ((WorkspaceState.Stopped) listed.state()).cause();
    }

    @Test
    void nothingIsLeft(@TempDir Path folder) throws IOException {
        var mounts = List.<Mount>of(
                new Mount.Volume("home", "/home/dev", false), new Mount.Folder(folder, "/mnt/shared", false));
        var plan = kept(SamplePlans.withMounts(image(), mounts));
        start(plan);
        host.awaitBooted(plan.id());
        var container = TestHost.run("podman", "inspect", "--format", "{{.Id}}", Names.container(plan.id()))
                .output();

        driver().remove(plan.id(), false, events()::add);

        for (var kind : List.of("container", "volume", "network")) {
            var all = kind.equals("container") ? List.of("-a") : List.<String>of();
            var argv = new ArrayList<>(List.of("podman", kind, "ls", "-q"));
            argv.addAll(all);
            argv.addAll(List.of("--filter", "label=" + WorkspaceLabels.ID + "=" + plan.id()));
            assertThat(TestHost.run(argv).output()).as(kind).isEmpty();
        }
        assertThat(TestHost.run("find", "/sys/fs/cgroup", "-name", "*" + container + "*")
                        .output())
                .isEmpty();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1))
                .doesNotContain(plan.id().value())
                .doesNotContain(container);
        assertThat(TestHost.run("ip", "link", "show", Names.bridge(plan.id())).status())
                .isNotZero();
        assertThat(Path.of("/run/taowa", host.stateId, "mounts", plan.id().value()))
                .doesNotExist();
    }
}
