package dev.taowa.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.WorkspaceState;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeDriverTest extends DriverContract {

    private static final ImageTag IMAGE = new ImageTag("localhost/taowa/sample:1");

    private final FakeDriver driver = new FakeDriver();

    @BeforeEach
    void addImage() {
        driver.images().add(IMAGE, Map.of());
    }

    @Override
    protected Driver driver() {
        return driver;
    }

    @Override
    protected ImageTag image() {
        return IMAGE;
    }

    @Test
    void faultIsMetOnceThenTheSameCallFinishes() {
        var plan = kept(SamplePlans.minimal(IMAGE));
        driver.failNext(FakeDriver.Call.START, new Problem(ProblemCode.NO_SPACE, "no space", "free some"));

        assertProblem(() -> start(plan), ProblemCode.NO_SPACE);

        assertThat(start(plan).state()).isInstanceOf(WorkspaceState.Running.class);
    }

    @Test
    void endKeepsItsCause() {
        var plan = kept(SamplePlans.minimal(IMAGE));
        start(plan);

        driver.end(plan.id(), ExitCause.OUT_OF_MEMORY, 137);

        assertThat(driver.find(plan.id()).orElseThrow().state())
                .isInstanceOfSatisfying(
                        WorkspaceState.Stopped.class,
                        state -> assertThat(state.cause()).isEqualTo(ExitCause.OUT_OF_MEMORY));
    }
}
