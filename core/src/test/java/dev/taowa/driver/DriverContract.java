package dev.taowa.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every driver promises. */
public abstract class DriverContract {

    /** Longer than any engine takes to tell of a change. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<WorkspaceId> made = new CopyOnWriteArrayList<>();

    /** A driver that has this image; the same one for all of a test. */
    protected abstract Driver driver();

    /** An image that boots. */
    protected abstract ImageTag image();

    @AfterEach
    void removeWhatWasMade() {
        made.forEach(id -> driver().remove(id, false, events::add));
    }

    /** A new workspace's plan; the workspace is removed when the test ends. */
    private WorkspacePlan plan() {
        return kept(SamplePlans.minimal(image()));
    }

    /** The plan, whose workspace is removed when the test ends. */
    protected final WorkspacePlan kept(WorkspacePlan plan) {
        made.add(plan.id());
        return plan;
    }

    protected final Workspace start(WorkspacePlan plan) {
        return driver().start(plan, events::add);
    }

    /** What was told while tests ran. */
    protected final List<Event> events() {
        return events;
    }

    protected static void assertProblem(ThrowingCallable call, ProblemCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, thrown -> {
            assertThat(thrown.problem().code()).isEqualTo(code);
            assertThat(thrown.problem().what()).doesNotContain("\n");
            assertThat(thrown.problem().fix()).isNotBlank();
        });
    }

    @Test
    void startedWorkspaceRunsAndIsFoundByItsLabels() {
        var plan = plan();

        var workspace = start(plan);

        assertThat(workspace.state()).isInstanceOf(WorkspaceState.Running.class);
        assertThat(workspace.sshPort()).isPresent();
        assertThat(workspace.label(WorkspaceLabels.PLAN)).isEqualTo(plan.hash());
        assertThat(workspace.labels()).containsAllEntriesOf(plan.labels());
        assertThat(driver().find(plan.id())).contains(workspace);
        assertThat(driver().list())
                .filteredOn(each -> each.id().equals(plan.id()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.name()).isEqualTo(plan.name());
                    assertThat(each.sshPort()).isEqualTo(workspace.sshPort());
                    assertThat(each.labels()).isEqualTo(workspace.labels());
                    assertThat(each.state()).isInstanceOf(WorkspaceState.Running.class);
                });
    }

    @Test
    void startingTwiceKeepsTheFirstWorkspace() {
        var plan = plan();
        var first = start(plan);

        assertThat(start(plan)).isEqualTo(first);
    }

    @Test
    void anotherPlanReplacesTheWorkspace() {
        var plan = plan();
        var first = start(plan);

        var second = start(SamplePlans.changed(plan));

        assertThat(second.createdAt()).isAfter(first.createdAt());
        assertThat(second.label(WorkspaceLabels.PLAN)).isNotEqualTo(first.label(WorkspaceLabels.PLAN));
        assertThat(second.label(WorkspaceLabels.ID_BASE)).isEqualTo(first.label(WorkspaceLabels.ID_BASE));
        assertThat(second.state()).isInstanceOf(WorkspaceState.Running.class);
    }

    @Test
    void stoppedWorkspaceStaysAndStartsAsItWasMade() {
        var plan = plan();
        var first = start(plan);

        driver().stop(plan.id(), events::add);

        assertThat(driver().find(plan.id()).orElseThrow()).satisfies(stopped -> {
            assertThat(stopped.state())
                    .isInstanceOfSatisfying(
                            WorkspaceState.Stopped.class,
                            state -> assertThat(state.cause()).isEqualTo(ExitCause.WISHED));
            assertThat(stopped.sshPort()).isEmpty();
        });
        driver().stop(plan.id(), events::add);
        var again = driver().start(plan.id(), events::add);
        assertThat(again.state()).isInstanceOf(WorkspaceState.Running.class);
        assertThat(again.createdAt()).isEqualTo(first.createdAt());
    }

    @Test
    void removedWorkspaceIsGone() {
        var plan = plan();
        start(plan);

        driver().remove(plan.id(), false, events::add);

        assertThat(driver().find(plan.id())).isEmpty();
        assertThat(driver().list()).noneMatch(each -> each.id().equals(plan.id()));
        assertThat(driver().start(plan, events::add).state()).isInstanceOf(WorkspaceState.Running.class);
    }

    @Test
    void removingOneLeavesItsNeighbourAlone() {
        var neighbour = start(plan());
        var plan = plan();
        start(plan);

        driver().remove(plan.id(), false, events::add);

        assertThat(driver().find(neighbour.id())).contains(neighbour);
    }

    @Test
    void missingWorkspaceCountsAsStoppedAndDeleted() {
        var id = WorkspaceId.random();

        driver().stop(id, events::add);
        driver().remove(id, false, events::add);

        assertThat(driver().find(id)).isEmpty();
        assertProblem(() -> driver().start(id, events::add), ProblemCode.WORKSPACE_NOT_FOUND);
    }

    @Test
    void missingImageIsAProblemAndLeavesNothing() {
        var broken = kept(SamplePlans.minimal(new ImageTag("localhost/taowa/no-such-image:1")));

        assertProblem(() -> start(broken), ProblemCode.IMAGE_NOT_FOUND);

        assertThat(driver().find(broken.id())).isEmpty();
    }

    @Test
    void stoppedWorkspaceCannotBeEnteredOrMeasured() {
        var plan = plan();
        start(plan);
        driver().stop(plan.id(), events::add);

        assertProblem(() -> driver().dialer(plan.id()), ProblemCode.WORKSPACE_NOT_RUNNING);
        assertProblem(() -> driver().listening(plan.id()), ProblemCode.WORKSPACE_NOT_RUNNING);
        assertProblem(() -> driver().stats(plan.id()), ProblemCode.WORKSPACE_NOT_RUNNING);
    }

    @Test
    void runningWorkspaceIsMeasured() {
        var plan = plan();
        start(plan);

        assertThat(driver().stats(plan.id()).memory().bytes()).isPositive();
    }

    @Test
    void watchTellsOfEveryChange() throws Exception {
        var told = new LinkedBlockingQueue<Driver.StateChange>();
        var plan = plan();
        try (var watch = driver().watch(told::add)) {
            assertThat(watch).isNotNull();
            start(plan);
            awaitState(told, plan.id(), WorkspaceState.Running.class);
            driver().stop(plan.id(), events::add);
            awaitState(told, plan.id(), WorkspaceState.Stopped.class);
            driver().remove(plan.id(), false, events::add);
            awaitState(told, plan.id(), WorkspaceState.Missing.class);
        }
    }

    /** Takes changes until one is of this workspace and state. */
    protected static void awaitState(
            LinkedBlockingQueue<Driver.StateChange> told, WorkspaceId id, Class<? extends WorkspaceState> state)
            throws InterruptedException {
        while (true) {
            var change = told.poll(TOLD_WITHIN.toSeconds(), TimeUnit.SECONDS);
            assertThat(change)
                    .as("a change of %s to %s", id, state.getSimpleName())
                    .isNotNull();
            if (change.id().equals(id) && state.isInstance(change.state())) {
                return;
            }
        }
    }
}
