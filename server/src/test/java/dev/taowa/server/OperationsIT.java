package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.store.Database;
import dev.taowa.store.History;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.up.Wish;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations with a real store and real log files. */
class OperationsIT {

    static final Wish WISH = new Wish(
            WorkspaceId.random(),
            new WorkspaceName("demo"),
            "/src",
            new UpRequest(
                    "/src",
                    Optional.empty(),
                    Optional.empty(),
                    "local",
                    Optional.of("none"),
                    false,
                    Limits.NONE,
                    Set.of(),
                    Optional.empty(),
                    DefinitionChoice.NONE,
                    Map.of(),
                    GivenSecrets.NONE),
            Instant.EPOCH);

    @TempDir
    private Path folder;

    private ServerHome home;
    private Database database;
    private History history;
    private Operations operations;

    @BeforeEach
    void open() {
        home = ServerHome.of(folder);
        database = Database.open(home.database());
        history = new History(database);
        operations = new Operations(home, history, InstantSource.fixed(Instant.EPOCH));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Operation start(Operation.Kind kind, Object request, Operations.Work work) {
        return operations.start(kind, WISH, request, work);
    }

    private static List<Event> heard(Operation operation, long first) {
        var events = new ArrayList<Event>();
        operation.listen(first, (number, event) -> events.add(event)).close();
        return events;
    }

    private static Problem failure(Operation operation) {
        operation.await();
        return ((Event.Failed) heard(operation, 0).getLast()).problem();
    }

    @Test
    void sameRequestJoinsAndAnotherIsRefused() {
        var go = new CountDownLatch(1);
        var first = start(Operation.Kind.UP, "request", _ -> go.await());

        assertThat(start(Operation.Kind.UP, "request", _ -> {})).isSameAs(first);
        assertThatThrownBy(() -> start(Operation.Kind.STOP, "stop", _ -> {}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.WORKSPACE_BUSY));

        go.countDown();
        first.await();
        var next = start(Operation.Kind.STOP, "stop", _ -> {});
        assertThat(next).isNotSameAs(first);
        next.await();
    }

    @Test
    void eventsAreReplayedFromWhereAListenerLeft() {
        var operation = start(Operation.Kind.UP, "request", running -> {
            running.report(new Event.Started(Phase.SOURCE, Instant.EPOCH));
            running.line(Phase.SOURCE, "one");
            running.line(Phase.SOURCE, "two");
        });
        operation.await();

        assertThat(heard(operation, 0)).hasSize(4).last().isEqualTo(new Event.Succeeded("demo"));
        assertThat(heard(operation, 2))
                .containsExactly(new Event.Line(Phase.SOURCE, "two"), new Event.Succeeded("demo"));
    }

    @Test
    void cancelledOperationEndsAndItsOutcomeIsKept() {
        var entered = new CountDownLatch(1);
        var operation = start(Operation.Kind.UP, "request", _ -> {
            entered.countDown();
            new CountDownLatch(1).await();
        });
        awaitQuietly(entered);

        operation.cancel();

        assertThat(failure(operation).code()).isEqualTo(ProblemCode.CANCELLED);
        assertThat(history.last(WISH.id()).orElseThrow().problem().orElseThrow().code())
                .isEqualTo(ProblemCode.CANCELLED);
        assertThat(operations.isIdle()).isTrue();
    }

    @Test
    void interruptLeftBehindByTheWorkDoesNotHarmTheOutcome() {
        var operation =
                start(Operation.Kind.UP, "request", _ -> Thread.currentThread().interrupt());
        operation.await();

        assertThat(history.last(WISH.id()).orElseThrow().endedAt()).isPresent();
    }

    @Test
    void errorsOfEveryKindEndTheOperation() {
        assertThat(failure(start(Operation.Kind.UP, "request", _ -> {
                            throw new StackOverflowError();
                        }))
                        .code())
                .isEqualTo(ProblemCode.BUG);
        assertThat(failure(start(Operation.Kind.UP, "request", _ -> {
                            throw new IllegalStateException(new IOException("write: No space left on device"));
                        }))
                        .code())
                .isEqualTo(ProblemCode.NO_SPACE);
        assertThat(operations.isIdle()).isTrue();
    }

    @Test
    void logKeepsLinesAndTheProblem() throws IOException {
        failure(start(Operation.Kind.UP, "request", running -> {
            running.line(Phase.IMAGE, "Step 1/2");
            throw new ProblemException(new Problem(ProblemCode.IMAGE_BUILD_FAILED, "step 1 failed", "correct it"));
        }));

        assertThat(Files.readString(home.logs(WISH.id()).resolve(OperationLog.FILE)))
                .contains("== up, operation ", "  Step 1/2\n", "problem: step 1 failed\nfix: correct it\n");
    }

    @Test
    void unwritableLogStopsNothing() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(home.logs(WISH.id()), "a file where the folder should be");

        var operation = start(Operation.Kind.UP, "request", _ -> {});
        operation.await();

        assertThat(heard(operation, 0)).containsExactly(new Event.Succeeded("demo"));
    }

    @Test
    void operationOfAKilledServerIsShownAsFailed() {
        history.save(
                new History.Entry("1", WISH.id(), "up", Instant.EPOCH, Optional.empty(), Optional.empty(), List.of()));

        history.closeInterrupted(Instant.EPOCH.plusSeconds(1));

        var problem = history.last(WISH.id()).orElseThrow().problem().orElseThrow();
        assertThat(problem.code()).isEqualTo(ProblemCode.SERVER_FAILED);
        assertThat(problem.what()).isEqualTo("the server ended in the middle of up");
        assertThat(problem.fix()).contains("taowa up");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListenerThatLeavesAtTheEndTakesItFromNobody() throws Exception {
        var begun = new CountDownLatch(1);
        var operation = start(Operation.Kind.UP, "x", _ -> begun.await());
        var handles = new ArrayList<Operation.Listening>();
        var first = new ArrayList<Event>();
        var second = new ArrayList<Event>();
        handles.add(operation.listen(0, (_, event) -> {
            first.add(event);
            handles.forEach(Operation.Listening::close);
        }));
        operation.listen(0, (_, event) -> second.add(event));

        begun.countDown();
        operation.await();

        assertThat(first).hasOnlyElementsOfType(Event.Succeeded.class).hasSize(1);
        assertThat(second).isEqualTo(first);
    }
}
