package dev.taowa.workspace;

/** What a workspace's network may reach that it may not by default. Only a person's flag grants one, never a repository. */
public enum NetworkAllowance {
    /** Services of the host itself. */
    HOST,
    /** Cloud metadata addresses, 169.254.0.0/16. */
    METADATA,
    /** Other workspaces of the same host. */
    WORKSPACES
}
