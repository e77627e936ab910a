package dev.taowa.workspace;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a driver needs to start one workspace; it has nothing left to guess.
 *
 * @param image boots systemd and sshd
 * @param user the login user, whose ids mounted folders are mapped to
 * @param environment of the machine's first process
 * @param labels what Taowa must find again on the engine; see {@link WorkspaceLabels}
 * @param hash changes when anything changes that needs a new container
 */
public record WorkspacePlan(
        WorkspaceId id,
        WorkspaceName name,
        ImageTag image,
        LoginUser user,
        Map<String, String> environment,
        List<Mount> mounts,
        Limits limits,
        Set<NetworkAllowance> allowances,
        List<PlacedFile> files,
        Map<String, String> labels,
        String hash) {

    public WorkspacePlan {
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
        allowances = Set.copyOf(allowances);
        files = List.copyOf(files);
        labels = Map.copyOf(labels);
    }
}
