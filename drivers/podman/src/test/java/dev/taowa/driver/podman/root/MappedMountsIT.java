package dev.taowa.driver.podman.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of the host, mounted with other owners. */
final class MappedMountsIT {

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
