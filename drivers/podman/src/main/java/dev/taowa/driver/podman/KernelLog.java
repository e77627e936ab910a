package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Knows from the kernel's log what it killed for want of memory. Podman 4.3 does not know it of a machine: conmon often
 * sees the first process end before it sees why, and then the control group that counted is gone.
 */
final class KernelLog {

    private static final int KILLED = 137;

    /** How far the clock of its log may be from ours. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(5);

    private final Root root;

    KernelLog(Root root) {
        this.root = root;
    }

    /** The container as inspected, its {@code OOMKilled} put right. */
    JsonNode corrected(JsonNode inspected) {
        var state = inspected.path("State");
        if (state instanceof ObjectNode changed
                && state.path("Status").asText().matches("exited|stopped")
                && state.path("ExitCode").asInt() == KILLED
                && !state.path("OOMKilled").asBoolean()) {
            var ended = OffsetDateTime.parse(state.path("FinishedAt").asText());
            changed.put(
                    "OOMKilled",
                    tellsOfKill(
                            inspected.path("Id").asText(),
                            ended.minus(CLOCK_DIFFERENCE),
                            ended.plus(CLOCK_DIFFERENCE)));
        }
        return inspected;
    }

    /** Whether something in the container was killed since then. */
    boolean tellsOfKill(JsonNode inspected, Instant since) {
        var from = since.atOffset(ZoneOffset.UTC).minus(CLOCK_DIFFERENCE);
        return tellsOfKill(inspected.path("Id").asText(), from, OffsetDateTime.MAX);
    }

    private boolean tellsOfKill(String container, OffsetDateTime from, OffsetDateTime until) {
        var log = root.run(Program.of("dmesg", "--time-format", "iso"));
        return log.output().stream().anyMatch(line -> isKill(line, container, from, until));
    }

    /** The line's format is that of mm/oom_kill.c, {@code dump_oom_victim}. */
    static boolean isKill(String line, String container, OffsetDateTime from, OffsetDateTime until) {
        if (!line.contains(" oom-kill:") || !line.contains("/libpod-" + container)) {
            return false;
        }
        try {
            var at = OffsetDateTime.parse(line.substring(0, line.indexOf(' ')).replace(',', '.'));
            return !at.isBefore(from) && !at.isAfter(until);
        } catch (DateTimeException e) {
            return false;
        }
    }
}
