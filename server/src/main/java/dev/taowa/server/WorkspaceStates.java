package dev.taowa.server;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.task.Phase;
import dev.taowa.workspace.WorkspaceState;
import java.util.Optional;

/**
 * The state machine of a workspace as people see it: what the engine says, overlaid by the operation under way, and by
 * how the last one ended.
 */
final class WorkspaceStates {

    private WorkspaceStates() {}

    /** An operation that runs, and its newest phase. */
    record UnderWay(Operation.Kind kind, Optional<Phase> phase) {}

    static WorkspaceState of(WorkspaceState engine, Optional<UnderWay> underWay, Optional<Problem> lastProblem) {
        if (underWay.isPresent()) {
            return during(underWay.get(), engine);
        }
        return switch (engine) {
            case WorkspaceState.Stopped stopped -> stopped(stopped, lastProblem);
            case WorkspaceState.Missing _, WorkspaceState.Created _, WorkspaceState.Running _ ->
                lastProblem
                        .filter(problem -> problem.code() != ProblemCode.CANCELLED)
                        .<WorkspaceState>map(problem -> new WorkspaceState.Failed(problem.what()))
                        .orElse(engine);
            case WorkspaceState.Creating _,
                    WorkspaceState.Building _,
                    WorkspaceState.Starting _,
                    WorkspaceState.Stopping _,
                    WorkspaceState.Failed _,
                    WorkspaceState.Deleting _ -> engine;
        };
    }

    private static WorkspaceState during(UnderWay operation, WorkspaceState engine) {
        return switch (operation.kind()) {
            case STOP -> new WorkspaceState.Stopping();
            case DELETE -> new WorkspaceState.Deleting();
            case UP, START, RESTART, REBUILD ->
                operation.phase().map(phase -> at(phase, engine)).orElseGet(WorkspaceState.Creating::new);
        };
    }

    private static WorkspaceState at(Phase phase, WorkspaceState engine) {
        return switch (phase) {
            case ENGINE, SOURCE, DEFINITION -> new WorkspaceState.Creating();
            case BASE_IMAGE, WEB_IDE, IMAGE -> new WorkspaceState.Building();
            case WORKSPACE, BOOT, OUTER_CLUSTER, SERVICES, LIFECYCLE, ENDPOINTS -> new WorkspaceState.Starting();
            case BACKGROUND -> engine;
            case STOP -> new WorkspaceState.Stopping();
            case DELETE -> new WorkspaceState.Deleting();
        };
    }

    private static WorkspaceState stopped(WorkspaceState.Stopped stopped, Optional<Problem> lastProblem) {
        return switch (stopped.cause()) {
            case OUT_OF_MEMORY ->
                new WorkspaceState.Failed("it ran out of memory: raise its limit with `taowa up --memory`");
            case EXITED ->
                new WorkspaceState.Failed(
                        "its first process ended with exit status %d".formatted(stopped.exitStatus()));
            case WISHED ->
                lastProblem
                        .filter(problem -> problem.code() != ProblemCode.CANCELLED)
                        .<WorkspaceState>map(problem -> new WorkspaceState.Failed(problem.what()))
                        .orElse(stopped);
        };
    }
}
