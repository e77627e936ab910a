package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The volumes of workspaces: made once, found by label. */
final class Volumes {

    private final EngineClient engine;
    private final String stateId;

    Volumes(EngineClient engine, String stateId) {
        this.engine = engine;
        this.stateId = stateId;
    }

    static Iterable<JsonNode> list(EngineClient engine) {
        return engine.get("/volumes/json");
    }

    void obtain(WorkspaceId id, String name) {
        if (engine.find("/volumes/" + name + "/json").isPresent()) {
            return;
        }
        var body = JsonNodeFactory.instance.objectNode().put("Name", name);
        body.putObject("Labels").put(WorkspaceLabels.STATE, stateId).put(WorkspaceLabels.ID, id.value());
        engine.post("/volumes/create", body);
    }

    void removeAll(WorkspaceId id) {
        for (var volume : of(id)) {
            engine.delete("/volumes/" + volume.path("Name").asText() + "?force=true");
        }
    }

    /** Where the volumes lie on the host. */
    List<Path> folders(WorkspaceId id) {
        return of(id).stream()
                .map(volume -> Path.of(volume.path("Mountpoint").asText()))
                .toList();
    }

    /** Looked through here: given two labels to filter by, Podman 4.3 lists the volumes that have either. */
    private List<JsonNode> of(WorkspaceId id) {
        var found = new ArrayList<JsonNode>();
        for (var volume : list(engine)) {
            if (isOf(volume, id, stateId)) {
                found.add(volume);
            }
        }
        return found;
    }

    static boolean isOf(JsonNode volume, WorkspaceId id, String stateId) {
        var labels = volume.path("Labels");
        return labels.path(WorkspaceLabels.ID).asText().equals(id.value())
                && labels.path(WorkspaceLabels.STATE).asText().equals(stateId);
    }
}
