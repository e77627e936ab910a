package dev.taowa.dial;

import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.util.List;

/** The SSH certificate authority of a state. */
public interface Authority {

    /** Host key, host certificate, user CA and principals that make a workspace's sshd one of ours. */
    List<PlacedFile> hostFiles(WorkspaceId id, WorkspaceName name);
}
