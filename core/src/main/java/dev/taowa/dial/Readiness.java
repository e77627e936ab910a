package dev.taowa.dial;

import dev.taowa.task.Progress;
import dev.taowa.workspace.Workspace;

/** Waits until a workspace that boots can be entered. */
public interface Readiness {

    /**
     * Returns once its sshd sends a banner.
     *
     * @throws dev.taowa.problem.ProblemException WORKSPACE_EXITED or OUT_OF_MEMORY when the machine ends instead
     */
    void awaitSsh(Workspace workspace, Progress progress);

    /** Returns once the web IDE's socket listens; it does not start the IDE. IDE_FAILED when the machine has none. */
    void awaitIde(Workspace workspace, Progress progress);
}
