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
}
