package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Knows from the kernel's log whether a machine ended for want of memory. Podman 4.3 does not: conmon often sees the first
 * process end before it sees why, and then the control group that counted is gone.
 */
final class KernelLog {

    private static final int KILLED = 137;

    /** How long before the machine's end the kernel killed; its log's clock is only about right. */
    private static final Duration BEFORE_THE_END = Duration.ofSeconds(5);

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
            changed.put("OOMKilled", tellsOfKill(inspected.path("Id").asText(), ended));
        }
        return inspected;
    }

    private boolean tellsOfKill(String container, OffsetDateTime ended) {
        var log = root.run(Program.of("dmesg", "--time-format", "iso"));
        return log.output().stream().anyMatch(line -> isKill(line, container, ended));
    }

    /** The line's format is that of mm/oom_kill.c, {@code dump_oom_victim}. */
    static boolean isKill(String line, String container, OffsetDateTime ended) {
        if (!line.contains(" oom-kill:") || !line.contains("/libpod-" + container)) {
            return false;
        }
        try {
            var at = OffsetDateTime.parse(line.substring(0, line.indexOf(' ')).replace(',', '.'));
            return Duration.between(at, ended).abs().compareTo(BEFORE_THE_END) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
