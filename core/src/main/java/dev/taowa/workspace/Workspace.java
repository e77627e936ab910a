package dev.taowa.workspace;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A workspace as the engine knows it.
 *
 * @param sshPort port on the host's loopback that leads to its sshd, absent when it does not run
 */
public record Workspace(
        WorkspaceId id,
        WorkspaceName name,
        ImageTag image,
        Map<String, String> labels,
        Instant createdAt,
        WorkspaceState state,
        OptionalInt sshPort) {

    public Workspace {
        labels = Map.copyOf(labels);
    }

    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
