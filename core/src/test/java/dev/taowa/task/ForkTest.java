package dev.taowa.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ForkTest {

    @Test
    void runsSideBySideAndKeepsTheOrder() {
        var both = new CyclicBarrier(2);

        var results = Fork.<String>all(List.of(
                () -> {
                    both.await();
                    return "first";
                },
                () -> {
                    both.await();
                    return "second";
                }));

        assertThat(results).containsExactly("first", "second");
    }

    @Test
    void theFirstFailureCancelsTheRest() {
        var cancelled = new AtomicBoolean();

        assertThatThrownBy(() -> Fork.<String>all(List.of(
                        () -> {
                            throw new IllegalStateException("broken");
                        },
                        () -> {
                            try {
                                new CountDownLatch(1).await();
                                return "";
                            } catch (InterruptedException e) {
                                cancelled.set(true);
                                throw e;
                            }
                        })))
                .hasMessage("broken");
        assertThat(cancelled).isTrue();
    }
}
