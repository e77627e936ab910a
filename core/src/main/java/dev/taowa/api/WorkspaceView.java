package dev.taowa.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as {@code taowa show --json} prints it. {@code ssh} and {@code ide} are absent when it does not run.
 *
 * @param config the definition's file, where a person chose one
 * @param reason why its state is {@code failed}
 * @param lifecycle {@code running} while lifecycle commands run that nobody waits for
 */
public record WorkspaceView(
        String name,
        String id,
        String state,
        @Nullable String reason,
        @Nullable String lifecycle,
        String host,
        String tier,
        String source,
        @Nullable String config,
        String folder,
        String user,
        Instant createdAt,
        @Nullable Ssh ssh,
        @Nullable Ide ide,
        List<Port> ports,
        List<PhaseTime> phases) {

    /** How to reach its sshd; {@code command} is what to type. */
    public record Ssh(String host, int port, String command) {}

    /** Where its web IDE opens, once per link. */
    public record Ide(String url) {}

    /** A port; origin says what listens there, such as {@code node (pid 120)}, or {@code declared} when nothing does. */
    public record Port(int port, String label, String url, String origin) {}

    /** How long a phase of the last operation took; outcome is {@code done}, {@code unchanged} or {@code failed}. */
    public record PhaseTime(String name, Instant startedAt, long durationMillis, String outcome) {}
}
