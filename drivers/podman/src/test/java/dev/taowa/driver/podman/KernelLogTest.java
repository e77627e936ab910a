package dev.taowa.driver.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class KernelLogTest {

    private static final String LINE = "2026-11-24T15:41:40,123456+00:00 oom-kill:constraint=CONSTRAINT_MEMCG,"
            + "nodemask=(null),oom_memcg=/libpod_parent/libpod-0123,task_memcg=/libpod_parent/libpod-0123,task=tail";

    private static boolean isKill(String line, String container, String from, String until) {
        return KernelLog.isKill(line, container, OffsetDateTime.parse(from), OffsetDateTime.parse(until));
    }

    @Test
    void findsAKillOfTheContainerInItsTime() {
        assertThat(isKill(LINE, "0123", "2026-11-24T15:41:38Z", "2026-11-24T15:41:45Z"))
                .isTrue();
        assertThat(KernelLog.isKill(
                        LINE, "0123", OffsetDateTime.parse("2026-11-24T16:41:38+01:00"), OffsetDateTime.MAX))
                .isTrue();
    }

    @Test
    void passesOverOtherContainersTimesAndLines() {
        assertThat(isKill(LINE, "4567", "2026-11-24T15:41:38Z", "2026-11-24T15:41:45Z"))
                .isFalse();
        assertThat(isKill(LINE, "0123", "2026-11-24T15:41:41Z", "2026-11-24T15:41:45Z"))
                .isFalse();
        assertThat(isKill(LINE, "0123", "2026-11-24T15:41:30Z", "2026-11-24T15:41:40Z"))
                .isFalse();
        assertThat(isKill("oom-kill: /libpod-0123", "0123", "2026-11-24T15:41:38Z", "2026-11-24T15:41:45Z"))
                .isFalse();
        assertThat(isKill(LINE.replace("oom-kill:", "said:"), "0123", "2026-11-24T15:41:38Z", "2026-11-24T15:41:45Z"))
                .isFalse();
    }
}
