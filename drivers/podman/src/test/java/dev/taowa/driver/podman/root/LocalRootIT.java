package dev.taowa.driver.podman.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRootIT {

    private static final FileOwner INSIDE = new FileOwner(1_500_001_000, 1_500_001_000);

    @TempDir
    private Path folder;

    private final String stateId = TestStates.newId();
    private Root root;

    @BeforeEach
    void openRoot() {
        assumeThat(RootChoice.isRoot()).as("runs as root").isTrue();
        root = Root.obtain(stateId);
    }

    @AfterEach
    void leaveNothing() {
        if (root != null) {
            root.unmount(root.runFolder());
            root.close();
            root.delete(root.runFolder());
        }
    }

    @Test
    void programsGetTheirArgumentsUntouchedAndLinesComeBack() {
        var outcome = root.run(Program.of("printf", "%s\\n", "$(id)", "a b", "ü"));

        assertThat(outcome.output()).containsExactly("$(id)", "a b", "ü");
        assertThat(outcome.succeeded()).isTrue();
    }

    @Test
    void statusErrorsInputFolderAndEnvironmentArePassed() {
        var program = Program.of("sh", "-c", "cat; echo $A >&2; pwd; exit 7")
                .withInput("in\r\nput")
                .withEnvironment(Map.of("A", "b"))
                .in(folder);

        var outcome = root.run(program);

        assertThat(outcome.status()).isEqualTo(7);
        assertThat(outcome.output()).containsExactly("in", "put" + folder);
        assertThat(outcome.errors()).containsExactly("b");
    }

    @Test
    void aMissingProgramIsAProblem() {
        assertProblem(() -> root.run(Program.of("no-such-program")), ProblemCode.PACKAGES_MISSING);
    }

    @Test
    void anInterruptEndsTheWholeProcessGroup() throws Exception {
        var marker = folder.resolve("child");
        var printed = new CountDownLatch(1);
        var thrown = new AtomicReference<ProblemException>();
        var thread = Thread.startVirtualThread(() -> {
            try {
                root.run(
                        Program.of("sh", "-c", "sleep 1000 & echo $! > child; echo up; wait")
                                .in(folder),
                        line -> printed.countDown());
            } catch (ProblemException problem) {
                thrown.set(problem);
            }
        });
        printed.await();
        var child = Long.parseLong(Files.readString(marker).strip());
        var ended = ProcessHandle.of(child).orElseThrow().onExit();
        thread.interrupt();
        thread.join();

        ended.get();
        assertThat(thrown.get().problem().code()).isEqualTo(ProblemCode.CANCELLED);
    }

    @Test
    void aFailureOfTheReaderOfLinesEndsTheProgram() {
        assertThatThrownBy(() -> root.run(Program.of("yes"), line -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }

    @RepeatedTest(
            value = 20,
            name = "{currentRepetition}: a program that is just starting has no arguments for a moment")
    void aServiceIsStartedOnceFoundAgainAndEndedWithRoot() throws IOException {
        var program = Program.of("sleep", "1234" + Long.parseLong(stateId.substring(0, 6), 16));
        var first = root.obtainService("sleeper", program);
        var other = Root.obtain(stateId);

        var again = other.obtainService("sleeper", program);

        assertThat(first.started()).isTrue();
        assertThat(again.started()).isFalse();
        assertThat(again.pid()).isEqualTo(first.pid());
        other.close();
        assertThat(hasEnded(first.pid())).isTrue();
        assertThat(root.runFolder()).doesNotExist();
    }

    /** Gone, or a zombie that its parent has not asked for yet: Java counts that one as alive. */
    private static boolean hasEnded(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
        } catch (NoSuchFileException thrown) {
            return true;
        }
    }

    @Test
    void aMappedFolderHasTheRightOwnersInBothDirections() throws Exception {
        Files.writeString(folder.resolve("made-outside"), "x");
        var target = root.runFolder().resolve("mounts/a/0");
        var owner = root.owner(folder);

        assertThat(root.canMap(folder)).isTrue();
        root.mountMapped(new MappedMount(folder, target, owner, INSIDE, false));

        assertThat(root.isMapped(target)).isTrue();
        assertThat(root.owner(target.resolve("made-outside"))).isEqualTo(INSIDE);
        var made = root.run(Program.of(
                "setpriv",
                "--reuid=1500001000",
                "--regid=1500001000",
                "--clear-groups",
                "touch",
                target + "/made-inside"));
        assertThat(made.errors()).isEmpty();
        assertThat(root.owner(folder.resolve("made-inside"))).isEqualTo(owner);
    }

    @Test
    void mountingIsIdempotentAndFollowsChanges() throws Exception {
        var target = root.runFolder().resolve("mounts/a/0");
        var mount = new MappedMount(folder, target, root.owner(folder), INSIDE, false);
        root.mountMapped(mount);
        root.mountMapped(mount);
        assertThat(mountsAt(target)).hasSize(1);

        root.mountMapped(new MappedMount(folder, target, root.owner(folder), INSIDE, true));

        assertThat(mountsAt(target)).hasSize(1);
        assertThat(mountsAt(target).getFirst().options()).contains("ro");
        root.unmount(target);
        root.unmount(target);
        assertThat(mountsAt(target)).isEmpty();
    }

    @Test
    void mountsBelowTheFolderComeAlong() throws Exception {
        var below = Files.createDirectory(folder.resolve("below"));
        root.run(Program.of("mount", "-t", "tmpfs", "taowa-test", below.toString()))
                .orFail("");
        try {
            Files.writeString(below.resolve("file"), "x");
            var target = root.runFolder().resolve("mounts/a/0");

            var left = root.mountMapped(new MappedMount(folder, target, root.owner(folder), INSIDE, false));

            assertThat(left).isEmpty();
            assertThat(root.owner(target.resolve("below/file"))).isEqualTo(INSIDE);
            root.unmount(target);
        } finally {
            root.run(Program.of("umount", below.toString())).orFail("");
        }
    }

    @Test
    void mountsThatCannotBeMappedAreLeftOutAndTold() throws Exception {
        var below = Files.createDirectory(folder.resolve("below"));
        root.run(Program.of("mount", "-t", "proc", "taowa-test", below.toString()))
                .orFail("");
        try {
            var target = root.runFolder().resolve("mounts/a/0");

            var left = root.mountMapped(new MappedMount(folder, target, root.owner(folder), INSIDE, false));

            assertThat(left).containsExactly(below);
            assertThat(target.resolve("below")).isEmptyDirectory();
            assertThat(root.isMapped(target)).isTrue();
        } finally {
            root.run(Program.of("umount", below.toString())).orFail("");
        }
    }

    @Test
    void aSingleFileIsMounted() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "x");
        var target = root.runFolder().resolve("mounts/a/1");

        root.mountMapped(new MappedMount(file, target, root.owner(file), INSIDE, false));

        assertThat(target).hasContent("x");
        assertThat(root.owner(target)).isEqualTo(INSIDE);
    }

    @Test
    void aLinkInThePathOfTheFolderIsRefused() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc"));
        var target = root.runFolder().resolve("mounts/a/0");

        assertProblem(
                () -> root.mountMapped(new MappedMount(link, target, root.owner(folder), INSIDE, false)),
                ProblemCode.SOURCE_REFUSED);
        assertProblem(
                () -> root.mountMapped(
                        new MappedMount(folder.resolve("gone"), target, root.owner(folder), INSIDE, false)),
                ProblemCode.SOURCE_NOT_FOUND);
    }

    @Test
    void procCannotBeMapped() {
        assertThat(root.canMap(Path.of("/proc"))).isFalse();
        var target = root.runFolder().resolve("mounts/a/0");
        assertProblem(
                () -> root.mountMapped(
                        new MappedMount(Path.of("/proc/sys"), target, new FileOwner(0, 0), INSIDE, false)),
                ProblemCode.HOST_UNFIT);
    }

    @Test
    void onlyOwnFoldersAreChanged() {
        var escape = root.runFolder().resolve("../../../etc/taowa-test");
        assertProblem(() -> root.write(escape, new byte[0], 0644), ProblemCode.BUG);
        assertProblem(() -> root.write(folder.resolve("x"), new byte[0], 0644), ProblemCode.BUG);
        assertProblem(() -> root.delete(folder), ProblemCode.BUG);
        assertProblem(() -> root.delete(Path.of("/run/taowa")), ProblemCode.BUG);
        assertProblem(() -> root.unmount(Path.of("/")), ProblemCode.BUG);
        assertProblem(() -> root.makeFolder(Path.of("/run/other")), ProblemCode.BUG);
        assertProblem(() -> root.handOver(Path.of("/var/lib/taowa/x")), ProblemCode.BUG);
        root.handOver(root.runFolder().resolve("gone"));
        assertThat(root.runFolder().resolve("gone")).doesNotExist();
    }

    @Test
    void whatIsMountedIsNeverDeleted() throws Exception {
        Files.writeString(folder.resolve("precious"), "x");
        var parent = root.runFolder().resolve("mounts/a");
        root.mountMapped(new MappedMount(folder, parent.resolve("0"), root.owner(folder), INSIDE, false));

        assertProblem(() -> root.delete(parent), ProblemCode.BUG);

        assertThat(folder.resolve("precious")).exists();
        root.unmount(parent);
        root.delete(parent);
        assertThat(folder.resolve("precious")).exists();
        assertThat(parent).doesNotExist();
    }

    @Test
    void filesAreWrittenWholeAndRead() {
        var file = root.runFolder().resolve("hooks/hook.sh");
        root.write(file, "#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), 0755);

        assertThat(file).isExecutable();
        assertThat(root.read(file))
                .hasValueSatisfying(content -> assertThat(content).hasSize(10));
        assertThat(root.read(file.resolveSibling("none"))).isEmpty();
        assertThat(root.read(Path.of("/proc/self/uid_map"))).isPresent();
    }

    private void assertProblem(ThrowingCallable work, ProblemCode code) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(code));
    }

    private static List<HostMount> mountsAt(Path target) throws Exception {
        var found = new ArrayList<HostMount>();
        for (var mount : HostMount.list()) {
            if (mount.target().equals(target)) {
                found.add(mount);
            }
        }
        return found;
    }
}
