package dev.taowa.api;

import dev.taowa.workspace.Limits;
import dev.taowa.workspace.NetworkAllowance;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Body of {@code POST /api/v1/workspaces}.
 *
 * @param source absolute path of a folder, or a Git URL
 * @param name chosen by the person; otherwise made from the source
 * @param branch overrides the one in the URL
 * @param host {@code local} for now
 * @param ide {@code web} or {@code none}
 * @param recreate replaces the container even when nothing changed
 * @param limits override those of the definition
 * @param client environment of the client that the source needs: SSH_AUTH_SOCK, and variables the definition names in
 *     {@code ${localEnv:…}}
 */
public record UpRequest(
        String source,
        Optional<String> name,
        Optional<String> branch,
        String host,
        String ide,
        boolean recreate,
        Limits limits,
        Set<NetworkAllowance> allowances,
        Map<String, String> client) {

    public UpRequest {
        allowances = Set.copyOf(allowances);
        client = Map.copyOf(client);
    }
}
