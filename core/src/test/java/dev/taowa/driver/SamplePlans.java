package dev.taowa.driver;

import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Mount;
import dev.taowa.workspace.NetworkAllowance;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import dev.taowa.workspace.WorkspaceName;
import dev.taowa.workspace.WorkspacePlan;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans that tests start from; each is a workspace of its own. */
public final class SamplePlans {

    private SamplePlans() {}

    public static WorkspacePlan minimal(ImageTag image) {
        return of(WorkspaceId.random(), image, List.of(), Limits.NONE, "1");
    }

    public static WorkspacePlan withMounts(ImageTag image, List<Mount> mounts) {
        return of(WorkspaceId.random(), image, mounts, Limits.NONE, "1");
    }

    public static WorkspacePlan withLimits(ImageTag image, Limits limits) {
        return of(WorkspaceId.random(), image, List.of(), limits, "1");
    }

    /** The same workspace to another plan. */
    public static WorkspacePlan changed(WorkspacePlan plan) {
        return of(plan.id(), plan.image(), plan.mounts(), plan.limits(), plan.hash() + "changed");
    }

    public static WorkspacePlan of(WorkspaceId id, ImageTag image, List<Mount> mounts, Limits limits, String hash) {
        return new WorkspacePlan(
                id,
                new WorkspaceName("sample"),
                image,
                LoginUser.DEV,
                Map.of("SAMPLE", "a 'b' $c"),
                mounts,
                limits,
                Set.of(),
                List.of(),
                Map.of(WorkspaceLabels.USER, LoginUser.DEV.toJson(), WorkspaceLabels.FOLDER, "/home/dev/sample"),
                hash);
    }

    /** The same with these files and allowances. */
    public static WorkspacePlan with(WorkspacePlan plan, List<PlacedFile> files, Set<NetworkAllowance> allowances) {
        return new WorkspacePlan(
                plan.id(),
                plan.name(),
                plan.image(),
                plan.user(),
                plan.environment(),
                plan.mounts(),
                plan.limits(),
                allowances,
                files,
                plan.labels(),
                plan.hash());
    }
}
