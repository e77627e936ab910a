package dev.taowa.outer;

import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;

/**
 * Lets workspaces into clusters, each as a service account of its own. Calls block, interrupt cancels them; safe for use
 * by many threads. What a person can act on is thrown as CLUSTER_REFUSED.
 */
public interface OuterClusters {

    /** Whether a workspace could be let into it, as far as can be told without asking it. */
    void check(OuterCluster cluster);

    /** Makes the workspace's service account in the namespace unless it is there, and a new token of it. */
    OuterAccess let(WorkspaceId id, WorkspaceName name, OuterCluster cluster);

    /** Deletes what {@link #let} made, which ends every token; what is not there is fine. */
    void forget(WorkspaceId id, OuterCluster cluster);
}
