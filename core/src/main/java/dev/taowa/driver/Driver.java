package dev.taowa.driver;

import dev.taowa.dial.Dialer;
import dev.taowa.host.HostCapacity;
import dev.taowa.host.HostReport;
import dev.taowa.image.Images;
import dev.taowa.image.MachineSettings;
import dev.taowa.task.Progress;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Stats;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspacePlan;
import dev.taowa.workspace.WorkspaceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs workspaces on one host, through its engine.
 *
 * <p>Calls block: use a virtual thread, interrupt to cancel. Calls are idempotent, and safe for use by many threads.
 * What a person can act on is thrown as a {@link dev.taowa.problem.ProblemException}.
 */
public interface Driver extends AutoCloseable {

    /** Asks the host what it can do; changes nothing on it. */
    HostReport probe();

    /** What the host has; quick. */
    HostCapacity capacity();

    /** Makes sure that the engine answers, starting it where that is ours to do. */
    void ready(Progress progress);

    /** What this host needs to reach the network. */
    MachineSettings settings();

    /** The web IDE, installed once on this host for all its workspaces; IDE_FAILED when it cannot be. */
    Mount.Shared obtainWebIde(Progress progress);

    /** Images on this host's engine. */
    Images images();

    /**
     * Creates and starts the workspace; returns when its first process runs. One that runs to this plan is left alone;
     * one of another plan's hash is replaced, its volumes kept.
     */
    Workspace start(WorkspacePlan plan, Progress progress);

    /** Starts a stopped workspace as it was made; WORKSPACE_NOT_FOUND when there is none. */
    Workspace start(WorkspaceId id, Progress progress);

    /** Puts files into a workspace that is there, in place of those of the same paths; WORKSPACE_NOT_FOUND otherwise. */
    void place(WorkspaceId id, List<PlacedFile> files);

    /**
     * Runs a program to its end in a container that is thrown away: of the plan's image, as its user, with its variables,
     * the folders it mounts, its limits and its network, and neither the workspace's volumes nor any privilege, not even
     * inside. Interrupt ends it.
     *
     * @param folder absolute path inside to run in
     * @param lines of stdout and stderr, as they come
     * @return the exit status
     */
    int runAside(WorkspacePlan plan, List<String> argv, String folder, Consumer<String> lines, Progress progress);

    /** Stops the workspace in an orderly way, keeps its volumes; a missing one counts as stopped. */
    void stop(WorkspaceId id, Progress progress);

    /** Deletes the workspace's container, network, mounts and (unless kept) volumes; a missing one counts as deleted. */
    void remove(WorkspaceId id, boolean keepVolumes, Progress progress);

    /** Every workspace of this state on the engine. */
    List<Workspace> list();

    /** The workspace of this id, if the engine knows it. */
    Optional<Workspace> find(WorkspaceId id);

    /** Connections into a running workspace; WORKSPACE_NOT_RUNNING otherwise. */
    Dialer dialer(WorkspaceId id);

    /** TCP ports that listen in the workspace now, without running anything in it. */
    List<Integer> listening(WorkspaceId id);

    /** What the workspace uses now. */
    Stats stats(WorkspaceId id);

    /** Whether the kernel killed a program in the workspace for want of memory since then. */
    boolean ranOutOfMemory(WorkspaceId id, Instant since);

    /**
     * Tells of every change of a workspace's state until the returned handle is closed. Survives a restart of the
     * engine; after one, each workspace's state is told again.
     */
    AutoCloseable watch(Consumer<StateChange> changes);

    /** Lets go of the engine; running workspaces are not touched. */
    @Override
    void close();

    /** A workspace's state, as observed. */
    record StateChange(WorkspaceId id, WorkspaceState state) {}
}
