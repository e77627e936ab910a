package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.engine.EngineException;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.util.HashSet;

/**
 * Gives each workspace a range of ids that no other workspace of the engine has, whichever state it belongs to.
 *
 * <p>A range is claimed by an empty volume of its name: the engine lets a name be made only once, so a claim needs no
 * lock, outlives a crash, and is found again by its label.
 */
final class WorkspaceIdRanges {

    private static final String PREFIX = "taowa-ids-";
    private static final int RANGES = 900;

    private final EngineClient engine;
    private final String stateId;

    WorkspaceIdRanges(EngineClient engine, String stateId) {
        this.engine = engine;
        this.stateId = stateId;
    }

    /** The range of the workspace, the lowest free one if it has none. */
    WorkspaceIds obtain(WorkspaceId id) {
        var taken = new HashSet<Integer>();
        for (var volume : Volumes.list(engine)) {
            var name = volume.path("Name").asText();
            if (name.startsWith(PREFIX)) {
                var index = Integer.parseInt(name.substring(PREFIX.length()));
                if (Volumes.isOf(volume, id, stateId)) {
                    return WorkspaceIds.ofIndex(index);
                }
                taken.add(index);
            }
        }
        for (var index = 0; index < RANGES; index++) {
            if (!taken.contains(index) && claim(index, id)) {
                return WorkspaceIds.ofIndex(index);
            }
        }
        throw new ProblemException(new Problem(
                ProblemCode.HOST_UNFIT,
                "all %d id ranges of this host are in use".formatted(RANGES),
                "delete workspaces with `taowa rm`"));
    }

    private boolean claim(int index, WorkspaceId id) {
        var body = JsonNodeFactory.instance.objectNode().put("Name", PREFIX + index);
        body.putObject("Labels")
                .put(WorkspaceLabels.STATE, stateId)
                .put(WorkspaceLabels.ID, id.value())
                .put(
                        WorkspaceLabels.ID_BASE,
                        String.valueOf(WorkspaceIds.ofIndex(index).base()));
        try {
            engine.post("/volumes/create", body);
        } catch (EngineException e) {
            return false;
        }
        return Volumes.isOf(engine.get("/volumes/" + PREFIX + index + "/json"), id, stateId);
    }
}
