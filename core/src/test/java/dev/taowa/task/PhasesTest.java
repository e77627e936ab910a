package dev.taowa.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PhasesTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Phases phases = new Phases(events::add, InstantSource.fixed(Instant.EPOCH));

    @Test
    void tellsStartAndEnd() {
        var result = phases.run(Phase.IMAGE, LONG, step -> {
            step.line("working");
            return 42;
        });

        assertThat(result).isEqualTo(42);
        assertThat(events)
                .containsExactly(
                        new Event.Started(Phase.IMAGE, Instant.EPOCH),
                        new Event.Line(Phase.IMAGE, "working"),
                        new Event.Ended(Phase.IMAGE, Instant.EPOCH, Duration.ZERO, Event.Outcome.DONE));
    }

    @Test
    void saysWhenNothingHadToBeDone() {
        phases.run(Phase.IMAGE, LONG, step -> {
            step.unchanged();
            return "";
        });

        assertThat(events)
                .last()
                .isEqualTo(new Event.Ended(Phase.IMAGE, Instant.EPOCH, Duration.ZERO, Event.Outcome.UNCHANGED));
    }

    @Test
    void aProblemEndsThePhaseAsFailedAndGoesOn() {
        var problem = new Problem(ProblemCode.NO_SPACE, "full", "empty it");

        assertThatThrownBy(() -> phases.run(Phase.IMAGE, LONG, step -> {
                    throw new ProblemException(problem);
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(problem));
        assertThat(events)
                .last()
                .isEqualTo(new Event.Ended(Phase.IMAGE, Instant.EPOCH, Duration.ZERO, Event.Outcome.FAILED));
    }

    @Test
    void workWithoutProgressIsInterruptedAndNamed() {
        assertThatThrownBy(() -> phases.run(Phase.BOOT, SHORT, step -> {
                    new CountDownLatch(1).await();
                    return "";
                }))
                .isInstanceOfSatisfying(ProblemException.class, thrown -> {
                    assertThat(thrown.problem().code()).isEqualTo(ProblemCode.TIMED_OUT);
                    assertThat(thrown.problem().what()).startsWith("Boot made no progress");
                });
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void progressRestartsThePatience() {
        var started = System.nanoTime();

        var took = phases.run(Phase.BOOT, Duration.ofMillis(300), step -> {
            while (System.nanoTime() - started < Duration.ofMillis(900).toNanos()) {
                step.line("still moving");
                Thread.onSpinWait();
            }
            return Duration.ofNanos(System.nanoTime() - started);
        });

        assertThat(took).isGreaterThan(Duration.ofMillis(899));
    }

    @Test
    void anInterruptIsACancellation() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> phases.run(Phase.BOOT, LONG, step -> {
                    new CountDownLatch(1).await();
                    return "";
                }))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.CANCELLED));
    }
}
