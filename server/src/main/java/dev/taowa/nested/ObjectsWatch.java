package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The objects of one kind of the cluster inside a workspace (Kubernetes API concepts, "Efficient detection of changes").
 *
 * @param <T> what is kept of an object
 */
class ObjectsWatch<T> extends Watch {

    static final int MOST = 1000;

    private final Sessions sessions;
    private final ClusterApi cluster;
    private final Workspace workspace;
    private final String path;
    private final Function<JsonNode, T> kept;
    private final Map<String, T> objects = new LinkedHashMap<>();
    private volatile List<T> all = List.of();

    /** @param path of the collection */
    ObjectsWatch(Sessions sessions, Workspace workspace, String path, Function<JsonNode, T> kept, Runnable changed) {
        super(changed);
        this.sessions = sessions;
        this.cluster = new ClusterApi(sessions, workspace);
        this.workspace = workspace;
        this.path = path;
        this.kept = kept;
    }

    @Override
    void follow() throws IOException {
        var list = cluster.get(path + "?limit=" + MOST);
        var version = list.path("metadata").path("resourceVersion").asText();
        if (!version.matches("[0-9]{1,20}")) {
            // None answers.
            return;
        }
        change(() -> list.path("items").forEach(this::put));
        sessions.run(workspace, ClusterApi.watch(path, version, SECONDS), new Records(this::hear, this::distrust));
    }

    private void hear(JsonNode event) {
        var object = event.path("object");
        switch (event.path("type").asText()) {
            case "ADDED", "MODIFIED" -> change(() -> put(object));
            case "DELETED" -> change(() -> objects.remove(key(object)));
            case "BOOKMARK" -> {}
            // Such as that the version is too old (410): whoever wants it next lists anew.
            case "ERROR" -> close();
            default -> distrust("it tells of no event");
        }
    }

    private void change(Runnable change) {
        tell(() -> {
            change.run();
            all = List.copyOf(objects.values());
        });
    }

    private void put(JsonNode object) {
        var key = key(object);
        if (objects.size() < MOST || objects.containsKey(key)) {
            objects.put(key, kept.apply(object));
        }
    }

    private static String key(JsonNode object) {
        var metadata = object.path("metadata");
        return EngineAnswer.name(metadata.path("namespace").asText()) + "/"
                + EngineAnswer.name(metadata.path("name").asText());
    }

    /** What is kept of each object; none where no cluster answers. */
    final List<T> all() throws IOException {
        awaitTold();
        return all;
    }
}
