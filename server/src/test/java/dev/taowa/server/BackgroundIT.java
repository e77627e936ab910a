package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.store.Database;
import dev.taowa.store.History;
import dev.taowa.task.Event;
import dev.taowa.up.Wish;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations whose workspace is ready while lifecycle commands still run. */
class BackgroundIT {

    private static final Wish WISH = OperationsIT.WISH;
    private static final Object UP = WISH.request().asked(WISH.source());

    @TempDir
    private Path folder;

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private ServerHome home;
    private Database database;
    private History history;
    private Operations operations;

    @BeforeEach
    void open() {
        home = ServerHome.of(folder);
        database = Database.open(home.database());
        history = new History(database);
        operations = new Operations(home, history, InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Operation ready(Operation.Kind kind, Object request) throws InterruptedException {
        var operation = operations.start(kind, WISH, request, running -> {
            running.report(new Event.Ready("demo"));
            entered.countDown();
            go.await();
        });
        entered.await();
        return operation;
    }

    private Operation start(Operation.Kind kind, Object request) {
        return operations.start(kind, WISH, request, _ -> {});
    }

    @Test
    void whoWantsTheWorkspaceUpFollowsWhateverBroughtItUp() throws Exception {
        var rebuild = ready(Operation.Kind.REBUILD, "rebuild");

        assertThat(start(Operation.Kind.UP, UP)).isSameAs(rebuild);
        assertThat(start(Operation.Kind.START, "start")).isSameAs(rebuild);

        go.countDown();
        rebuild.await();
        assertThat(history.last(WISH.id()).orElseThrow().problem()).isEmpty();
        assertThat(Files.readString(home.logs(WISH.id()).resolve(OperationLog.FILE)))
                .contains("in the background");
    }

    @Test
    void stoppingCancelsWhatRunsInTheBackground() throws Exception {
        var up = ready(Operation.Kind.UP, UP);

        var stop = start(Operation.Kind.STOP, "stop");

        assertThat(up.isEnded()).isTrue();
        assertThat(up.isCancelled()).isTrue();
        stop.await();
        assertThat(stop.isCancelled()).isFalse();
        assertThat(operations.isIdle()).isTrue();
    }

    @Test
    void askingForAnotherMachineCancelsItToo() throws Exception {
        var up = ready(Operation.Kind.UP, UP);

        var recreate = start(Operation.Kind.UP, WISH.request().recreating().asked(WISH.source()));

        assertThat(recreate).isNotSameAs(up);
        assertThat(up.isCancelled()).isTrue();
        recreate.await();
    }

    @Test
    void rebuildingTwiceDoesSoTwice() throws Exception {
        var first = ready(Operation.Kind.REBUILD, "rebuild");

        var second = start(Operation.Kind.REBUILD, "rebuild");

        assertThat(second).isNotSameAs(first);
        second.await();
    }

    @Test
    void oneThatIsNotReadyIsLeftAlone() throws Exception {
        var up = operations.start(Operation.Kind.UP, WISH, UP, _ -> go.await());

        assertThat(catchThrowableOfType(ProblemException.class, () -> start(Operation.Kind.STOP, "stop"))
                        .problem()
                        .code())
                .isEqualTo(ProblemCode.WORKSPACE_BUSY);

        go.countDown();
        up.await();
        assertThat(up.isCancelled()).isFalse();
    }
}
