package dev.taowa.api;

import dev.taowa.definition.DefinitionChoice;
import dev.taowa.outer.OuterCluster;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.NetworkAllowance;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Body of {@code POST /api/v1/workspaces}.
 *
 * @param source absolute path of a folder, or a Git URL
 * @param name chosen by the person; otherwise made from the source
 * @param branch overrides the one in the URL
 * @param host {@code local} for now
 * @param ide {@code web} or {@code none}; otherwise as the definition says, else {@code web}
 * @param recreate replaces the container even when nothing changed
 * @param limits override those of the definition
 * @param outerCluster that the workspace is let into; none by default
 * @param choice of the definition
 * @param client environment of the client that the source needs: SSH_AUTH_SOCK, and variables the definition names in
 *     {@code ${localEnv:…}}
 * @param secrets that the definition asks for
 */
public record UpRequest(
        String source,
        Optional<String> name,
        Optional<String> branch,
        String host,
        Optional<String> ide,
        boolean recreate,
        Limits limits,
        Set<NetworkAllowance> allowances,
        Optional<OuterCluster> outerCluster,
        DefinitionChoice choice,
        Map<String, String> client,
        GivenSecrets secrets) {

    private static final String LOCAL = "local";

    /** What a body leaves out is as the command line has it when nothing is said. */
    public UpRequest {
        host = Objects.requireNonNullElse(host, LOCAL);
        limits = Objects.requireNonNullElse(limits, Limits.NONE);
        allowances = Set.copyOf(Objects.requireNonNullElse(allowances, Set.of()));
        outerCluster = Objects.requireNonNullElse(outerCluster, Optional.empty());
        choice = Objects.requireNonNullElse(choice, DefinitionChoice.NONE);
        client = Map.copyOf(Objects.requireNonNullElse(client, Map.of()));
        secrets = Objects.requireNonNullElse(secrets, GivenSecrets.NONE);
    }

    /** The same, whatever the machine is made of now. */
    public UpRequest recreating() {
        return new UpRequest(
                source, name, branch, host, ide, true, limits, allowances, outerCluster, choice, client, secrets);
    }

    /** The same, asked for from another session. */
    public UpRequest from(Map<String, String> other) {
        return new UpRequest(
                source, name, branch, host, ide, recreate, limits, allowances, outerCluster, choice, other, secrets);
    }

    /** What is asked for of a source, however and from wherever it is asked: equal ones ask for the same. */
    public UpRequest asked(String settledSource) {
        return new UpRequest(
                settledSource,
                Optional.empty(),
                Optional.empty(),
                host,
                ide,
                recreate,
                limits,
                allowances,
                outerCluster,
                choice,
                Map.of(),
                GivenSecrets.NONE);
    }

    /** The same with other secrets. */
    public UpRequest giving(GivenSecrets given) {
        return new UpRequest(
                source, name, branch, host, ide, recreate, limits, allowances, outerCluster, choice, client, given);
    }
}
