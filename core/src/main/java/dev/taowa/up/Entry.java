package dev.taowa.up;

import dev.taowa.definition.Definition;
import dev.taowa.lifecycle.NestedServices;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;

/** Step 5 of {@link Up}: a workspace's ways in, and the commands that its definition runs once SSH is open. */
final class Entry {

    private final Up.Parts parts;

    Entry(Up.Parts parts) {
        this.parts = parts;
    }

    void enter(Workspace workspace, Definition definition, KeptSecrets secrets, Phases phases) {
        var metadata = definition.metadata();
        phases.run(Phase.BOOT, Up.PATIENCE, step -> {
            parts.readiness().awaitSsh(workspace, step.progress());
            parts.endpoints().publish(workspace, metadata.ports().declared());
            return workspace;
        });
        OuterEntry.of(workspace)
                .ifPresent(cluster -> phases.run(Phase.OUTER_CLUSTER, Up.PATIENCE, step -> {
                    parts.outer().let(workspace, cluster, step);
                    return workspace;
                }));
        if (NestedServices.has(definition)) {
            phases.run(Phase.SERVICES, Up.LIFECYCLE_PATIENCE, step -> {
                parts.services().await(workspace, definition, step);
                return workspace;
            });
        }
        var lifecycle = parts.lifecycle().of(workspace, metadata, secrets::masked);
        if (!metadata.hooks().isEmpty() || metadata.customizations().gitConfig().orElse(false)) {
            phases.run(Phase.LIFECYCLE, Up.LIFECYCLE_PATIENCE, step -> {
                if (metadata.customizations().gitConfig().orElse(false)) {
                    parts.lifecycle().bringGitIdentity(workspace, step);
                }
                lifecycle.first(step);
                return workspace;
            });
        }
        if (workspace.label(WorkspaceLabels.IDE).equals("web")) {
            phases.run(Phase.ENDPOINTS, Up.PATIENCE, step -> {
                parts.readiness().awaitIde(workspace, step.progress());
                parts.extensions().install(workspace, metadata.customizations(), step);
                return workspace;
            });
        }
        if (lifecycle.hasLater()) {
            phases.ready(workspace.name().value());
            phases.run(Phase.BACKGROUND, Up.LIFECYCLE_PATIENCE, step -> {
                lifecycle.later(step);
                return workspace;
            });
        }
    }
}
