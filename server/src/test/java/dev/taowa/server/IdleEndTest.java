package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IdleEndTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger ends = new AtomicInteger();
    private boolean idle = true;
    private final IdleEnd idleEnd = new IdleEnd(PATIENCE, now::get, () -> idle, ends::incrementAndGet);

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void endsOnceNobodyAskedForAsLongAsItsPatience() {
        pass(PATIENCE.minusSeconds(1));
        assertThat(idleEnd.check()).isEqualTo(Duration.ofSeconds(1));
        assertThat(ends).hasValue(0);

        pass(Duration.ofSeconds(1));

        assertThat(idleEnd.check()).isZero();
        assertThat(ends).hasValue(1);
    }

    @Test
    void requestBeginsTheWaitAnew() {
        pass(PATIENCE.minusSeconds(1));
        idleEnd.touch();
        pass(Duration.ofSeconds(1));

        assertThat(idleEnd.check()).isEqualTo(PATIENCE.minusSeconds(1));
    }

    @Test
    void staysWhileSomethingRuns() {
        idle = false;
        pass(PATIENCE.multipliedBy(3));

        assertThat(idleEnd.check()).isEqualTo(PATIENCE);
        assertThat(ends).hasValue(0);
    }

    @Test
    void patienceIsReadFromItsVariable() {
        assertThat(IdleEnd.patience(null)).isEqualTo(PATIENCE);
        assertThat(IdleEnd.patience("30")).isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(() -> IdleEnd.patience("soon")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> IdleEnd.patience("0")).isInstanceOf(ProblemException.class);
    }
}
