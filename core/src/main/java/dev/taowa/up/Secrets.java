package dev.taowa.up;

import dev.taowa.workspace.WorkspaceId;

/** Keeps what people gave of the secrets of their workspaces. Safe for use by many threads. */
public interface Secrets {

    /** {@link KeptSecrets#NONE} for a workspace that has none. */
    KeptSecrets find(WorkspaceId id);

    void save(WorkspaceId id, KeptSecrets secrets);

    /** Erases them; an unknown id is fine. */
    void forget(WorkspaceId id);
}
