package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.task.Phase;
import dev.taowa.workspace.WorkspaceState;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkspaceStatesTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final Optional<Problem> NO_PROBLEM = Optional.empty();
    private static final Optional<WorkspaceStates.UnderWay> NOTHING = Optional.empty();

    private static Stream<WorkspaceState> observed() {
        return Stream.concat(
                Stream.of(new WorkspaceState.Missing(), new WorkspaceState.Created(), new WorkspaceState.Running(NOW)),
                Arrays.stream(ExitCause.values()).map(cause -> new WorkspaceState.Stopped(NOW, cause, 1)));
    }

    private static Optional<Problem> problem(ProblemCode code) {
        return Optional.of(new Problem(code, "what happened", "what to do"));
    }

    private static String word(WorkspaceState engine, Optional<Problem> last) {
        return WorkspaceStates.of(engine, NOTHING, last).word();
    }

    @ParameterizedTest
    @MethodSource("observed")
    void operationUnderWayDecidesWhateverTheEngineSays(WorkspaceState engine) {
        var words = Map.of(
                Operation.Kind.STOP, "stopping",
                Operation.Kind.DELETE, "deleting",
                Operation.Kind.UP, "creating",
                Operation.Kind.START, "creating",
                Operation.Kind.RESTART, "creating",
                Operation.Kind.REBUILD, "creating");

        for (var kind : Operation.Kind.values()) {
            var underWay = Optional.of(new WorkspaceStates.UnderWay(kind, Optional.empty()));
            assertThat(WorkspaceStates.of(engine, underWay, problem(ProblemCode.BUG))
                            .word())
                    .isEqualTo(words.get(kind));
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void startIsNamedByItsPhase(Phase phase) {
        var words = Map.of(
                "creating", List.of(Phase.ENGINE, Phase.SOURCE, Phase.DEFINITION),
                "building", List.of(Phase.BASE_IMAGE, Phase.WEB_IDE, Phase.IMAGE),
                "starting",
                        List.of(
                                Phase.WORKSPACE,
                                Phase.BOOT,
                                Phase.OUTER_CLUSTER,
                                Phase.SERVICES,
                                Phase.LIFECYCLE,
                                Phase.ENDPOINTS),
                "stopping", List.of(Phase.STOP),
                "deleting", List.of(Phase.DELETE),
                "missing", List.of(Phase.BACKGROUND));
        var underWay = Optional.of(new WorkspaceStates.UnderWay(Operation.Kind.UP, Optional.of(phase)));

        var word = WorkspaceStates.of(new WorkspaceState.Missing(), underWay, NO_PROBLEM)
                .word();

        assertThat(words.get(word)).contains(phase);
    }

    @Test
    void machineIsWhatTheEngineSaysWhileItsCommandsRunInTheBackground() {
        var underWay = Optional.of(new WorkspaceStates.UnderWay(Operation.Kind.UP, Optional.of(Phase.BACKGROUND)));

        assertThat(WorkspaceStates.of(new WorkspaceState.Running(NOW), underWay, NO_PROBLEM)
                        .word())
                .isEqualTo("running");
    }

    @Test
    void withoutProblemTheEngineIsBelieved() {
        assertThat(word(new WorkspaceState.Missing(), NO_PROBLEM)).isEqualTo("missing");
        assertThat(word(new WorkspaceState.Created(), NO_PROBLEM)).isEqualTo("stopped");
        assertThat(word(new WorkspaceState.Running(NOW), NO_PROBLEM)).isEqualTo("running");
        assertThat(word(new WorkspaceState.Stopped(NOW, ExitCause.WISHED, 0), NO_PROBLEM))
                .isEqualTo("stopped");
    }

    @ParameterizedTest
    @MethodSource("observed")
    void failureOfTheLastOperationIsTheReason(WorkspaceState engine) {
        assertThat(word(engine, problem(ProblemCode.LIFECYCLE_FAILED))).isEqualTo("failed");
    }

    @Test
    void cancelledOperationIsNoFailure() {
        var cancelled = problem(ProblemCode.CANCELLED);

        assertThat(word(new WorkspaceState.Running(NOW), cancelled)).isEqualTo("running");
        assertThat(word(new WorkspaceState.Stopped(NOW, ExitCause.WISHED, 0), cancelled))
                .isEqualTo("stopped");
        assertThat(word(new WorkspaceState.Missing(), cancelled)).isEqualTo("missing");
    }

    @Test
    void accidentsOfTheMachineAreToldApart() {
        var memory = new WorkspaceState.Stopped(NOW, ExitCause.OUT_OF_MEMORY, 137);
        var exited = new WorkspaceState.Stopped(NOW, ExitCause.EXITED, 3);

        assertThat(WorkspaceStates.of(memory, NOTHING, NO_PROBLEM))
                .isInstanceOfSatisfying(
                        WorkspaceState.Failed.class,
                        failed -> assertThat(failed.reason()).contains("out of memory"));
        assertThat(WorkspaceStates.of(exited, NOTHING, problem(ProblemCode.CANCELLED)))
                .isInstanceOfSatisfying(
                        WorkspaceState.Failed.class,
                        failed -> assertThat(failed.reason()).contains("exit status 3"));
    }
}
