package dev.taowa.nested;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The containers of Docker inside a workspace and the ports that they publish (Engine API: "List containers", "Monitor
 * events"; the version in their paths is left to the engine).
 */
final class ContainersWatch extends Watch {

    /** Lists at first, and again when a container starts, ends or is renamed since: an event does not tell of ports. */
    private static final String SCRIPT = """
            docker() { curl --silent --unix-socket /run/docker.sock "$@"; }
            list() { docker --max-time 5 http://docker/containers/json; printf '\\n\\n'; }
            since=$(date +%s)
            list
            docker --no-buffer --max-time "$1" "http://docker/events?since=$since&filters=$2" | while read -r _; do list; done
            """;

    /** {"type": ["container"], "event": ["start", "die", "rename"]} */
    private static final String EVENTS =
            "%7B%22type%22%3A%5B%22container%22%5D%2C%22event%22%3A%5B%22start%22%2C%22die%22%2C%22rename%22%5D%7D";

    private static final Command COMMAND = new Command(
            "root", List.of("sh", "-c", SCRIPT, "sh", Integer.toString(SECONDS), EVENTS), Map.of("LC_ALL", "C"), "/");

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final Sessions sessions;
    private final Workspace workspace;
    private volatile Map<Integer, String> published = Map.of();

    ContainersWatch(Sessions sessions, Workspace workspace, Runnable changed) {
        super(changed);
        this.sessions = sessions;
        this.workspace = workspace;
    }

    @Override
    void follow() throws IOException {
        sessions.run(workspace, COMMAND, new Records(this::hear, this::distrust));
    }

    private void hear(JsonNode containers) {
        var ports = Map.copyOf(PublishedPorts.ofContainers(containers));
        tell(() -> published = ports);
    }

    /** The container of each port; waits a moment for those of these ports that Docker has just begun to serve. */
    Map<Integer, String> published(Set<Integer> served) throws IOException {
        if (awaitTold()) {
            await(() -> published.keySet().containsAll(served), PATIENCE);
        }
        return published;
    }
}
