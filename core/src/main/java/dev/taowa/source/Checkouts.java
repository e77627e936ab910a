package dev.taowa.source;

import dev.taowa.task.Step;
import dev.taowa.workspace.WorkspaceId;
import java.util.Map;

/** The checkouts of Git sources on this machine. Calls block; interrupt to cancel. */
public interface Checkouts {

    /**
     * The checkout of the workspace, cloned unless it is there; a clone that was cut short starts again.
     *
     * @param text the source as the person wrote it, credentials in it included
     * @param client variables of the person's session, such as SSH_AUTH_SOCK
     */
    Checkout obtain(WorkspaceId id, Source.Git source, String text, Map<String, String> client, Step step);

    /** Deletes the checkout; a missing one is fine. */
    void remove(WorkspaceId id);
}
