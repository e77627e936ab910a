package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspaceName;
import dev.taowa.workspace.WorkspaceState;
import dev.taowa.workspace.WorkspaceState.ExitCause;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads what the engine says of a container, from its answer to "inspect" (libpod API, "container inspect"). */
final class Observation {

    /** How long containers of systemd end when halted from inside or outside: by their own exit, or by our signal. */
    private static final int HALTED = 0;

    private static final int HALTED_BY_SIGNAL = 130;

    private Observation() {}

    static Workspace workspace(JsonNode inspected) {
        var labels = labels(inspected.path("Config").path("Labels"));
        return new Workspace(
                new WorkspaceId(labels.getOrDefault(WorkspaceLabels.ID, "")),
                new WorkspaceName(labels.getOrDefault(WorkspaceLabels.NAME, "")),
                new ImageTag(inspected.path("ImageName").asText("unknown")),
                labels,
                instant(inspected.path("Created")),
                state(inspected.path("State")),
                sshPort(inspected));
    }

    /** From the engine's list, whose entries lack the cause of an end: {@code details} gives the inspected container. */
    static Workspace listed(JsonNode entry, Supplier<JsonNode> details) {
        var state = entry.path("State").asText();
        var ended = state.equals("exited") || state.equals("stopped");
        if (ended && !haltedOrderly(entry.path("ExitCode").asInt())) {
            return workspace(details.get());
        }
        var labels = labels(entry.path("Labels"));
        return new Workspace(
                new WorkspaceId(labels.getOrDefault(WorkspaceLabels.ID, "")),
                new WorkspaceName(labels.getOrDefault(WorkspaceLabels.NAME, "")),
                new ImageTag(entry.path("Image").asText("unknown")),
                labels,
                instant(entry.path("Created")),
                switch (state) {
                    case "running", "paused" ->
                        new WorkspaceState.Running(
                                Instant.ofEpochSecond(entry.path("StartedAt").asLong()));
                    case "stopping" -> new WorkspaceState.Stopping();
                    case "exited", "stopped" ->
                        new WorkspaceState.Stopped(
                                Instant.ofEpochSecond(entry.path("ExitedAt").asLong()),
                                ExitCause.WISHED,
                                entry.path("ExitCode").asInt());
                    default -> new WorkspaceState.Created();
                },
                state.equals("running") ? listedSshPort(entry) : OptionalInt.empty());
    }

    private static OptionalInt listedSshPort(JsonNode entry) {
        for (var port : entry.path("Ports")) {
            if (port.path("container_port").asInt() == 22) {
                return OptionalInt.of(port.path("host_port").asInt());
            }
        }
        return OptionalInt.empty();
    }

    static boolean running(JsonNode inspected) {
        return inspected.path("State").path("Status").asText().equals("running");
    }

    /** Whether its first process ever ran. */
    static boolean hasRun(JsonNode inspected) {
        return instant(inspected.path("State").path("StartedAt")).isAfter(Instant.EPOCH);
    }

    static long pid(JsonNode inspected) {
        return inspected.path("State").path("Pid").asLong();
    }

    private static WorkspaceState state(JsonNode state) {
        return switch (state.path("Status").asText()) {
            case "running", "paused" -> new WorkspaceState.Running(instant(state.path("StartedAt")));
            case "stopping" -> new WorkspaceState.Stopping();
            case "exited", "stopped" -> stopped(state);
            default -> new WorkspaceState.Created();
        };
    }

    private static WorkspaceState stopped(JsonNode state) {
        var status = state.path("ExitCode").asInt();
        var cause = haltedOrderly(status)
                ? ExitCause.WISHED
                : state.path("OOMKilled").asBoolean() ? ExitCause.OUT_OF_MEMORY : ExitCause.EXITED;
        return new WorkspaceState.Stopped(instant(state.path("FinishedAt")), cause, status);
    }

    private static boolean haltedOrderly(int exitStatus) {
        return exitStatus == HALTED || exitStatus == HALTED_BY_SIGNAL;
    }

    private static OptionalInt sshPort(JsonNode inspected) {
        var port = inspected
                .path("NetworkSettings")
                .path("Ports")
                .path("22/tcp")
                .path(0)
                .path("HostPort")
                .asInt();
        return port > 0 && running(inspected) ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private static Map<String, String> labels(JsonNode node) {
        var labels = new HashMap<String, String>();
        node.properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        return labels;
    }

    private static Instant instant(JsonNode node) {
        var text = node.asText();
        return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    }
}
