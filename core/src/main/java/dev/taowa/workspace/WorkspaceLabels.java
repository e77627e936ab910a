package dev.taowa.workspace;

/** Names of the labels on everything Taowa makes on an engine; with them alone it finds its workspaces again. */
public final class WorkspaceLabels {

    /** Which state (see {@code TAOWA_STATE}) owns the thing. */
    public static final String STATE = "dev.taowa.state";

    public static final String ID = "dev.taowa.workspace.id";
    public static final String NAME = "dev.taowa.workspace.name";
    public static final String SOURCE = "dev.taowa.workspace.source";
    /** Absolute path inside where the project lies. */
    public static final String FOLDER = "dev.taowa.workspace.folder";

    /** JSON of the {@link LoginUser}. */
    public static final String USER = "dev.taowa.workspace.user";

    public static final String PLAN = "dev.taowa.workspace.plan";
    /** First host id of the workspace's id range. */
    public static final String ID_BASE = "dev.taowa.workspace.id-base";

    /** {@code web} or {@code none}. */
    public static final String IDE = "dev.taowa.workspace.ide";

    /** JSON list of the ports the definition names. */
    public static final String PORTS = "dev.taowa.workspace.ports";

    /** JSON of the {@link dev.taowa.outer.OuterCluster} that it may be in; not there, or empty, for most. */
    public static final String OUTER_CLUSTER = "dev.taowa.workspace.outer-cluster";

    private WorkspaceLabels() {}
}
