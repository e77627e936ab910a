package dev.taowa.up;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.driver.Driver;
import dev.taowa.outer.OuterAccess;
import dev.taowa.outer.OuterCluster;
import dev.taowa.outer.OuterClusters;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Step;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets workspaces into clusters outside, and has the clusters forget them. The workspace's label says which cluster it is,
 * and is there before anything is made in that: whatever crashes, it can be undone. Safe for use by many threads.
 */
public final class OuterEntry {

    private static final int HTTPS_PORT = 443;

    private final Driver driver;
    private final Sessions sessions;
    private final OuterClusters clusters;

    public OuterEntry(Driver driver, Sessions sessions, OuterClusters clusters) {
        this.driver = driver;
        this.sessions = sessions;
        this.clusters = clusters;
    }

    /** The cluster that the workspace may be in. */
    public static Optional<OuterCluster> of(Workspace workspace) {
        var label = workspace.label(WorkspaceLabels.OUTER_CLUSTER);
        return label.isEmpty() ? Optional.empty() : Optional.of(OuterCluster.of(label));
    }

    /** Before anything is made for it. */
    void check(OuterCluster cluster) {
        clusters.check(cluster);
    }

    /** Gives a running workspace a new token. */
    void let(Workspace workspace, OuterCluster cluster, Step step) throws IOException {
        var access = clusters.let(workspace.id(), workspace.name(), cluster);
        driver.place(workspace.id(), access.files());
        var owner = LoginUser.of(workspace.label(WorkspaceLabels.USER)).name() + ":";
        run(workspace, List.of("chown", "--recursive", owner, OuterAccess.FOLDER));
        step.line("kubectl has the context %s: namespace %s of %s, until %s"
                .formatted(OuterAccess.CONTEXT, access.namespace(), cluster.context(), access.expires()));
        var server = access.server();
        var host = server.getHost().replaceAll("[\\[\\]]", "");
        var port = Integer.toString(server.getPort() < 0 ? HTTPS_PORT : server.getPort());
        var reached = run(workspace, List.of("timeout", "10", "bash", "-c", ": > \"/dev/tcp/$0/$1\"", host, port));
        if (!reached) {
            step.warn(
                    "the workspace does not reach the cluster's API server at %s; if that is this machine, start with `--allow-network host`"
                            .formatted(server));
        }
    }

    private boolean run(Workspace workspace, List<String> argv) throws IOException {
        return sessions.run(workspace, new Command("root", argv, Map.of(), "/"), _ -> {}) == 0;
    }

    /** Has the workspace's cluster forget it, if it is in one; what stands in the way is a warning. */
    public void forget(Workspace workspace, Consumer<String> warnings) {
        of(workspace).ifPresent(cluster -> {
            try {
                clusters.forget(workspace.id(), cluster);
            } catch (ProblemException e) {
                warnings.accept("the service account %s stays in the cluster %s: %s"
                        .formatted(
                                OuterCluster.account(workspace.id()),
                                cluster.context(),
                                e.problem().what()));
            }
        });
    }
}
