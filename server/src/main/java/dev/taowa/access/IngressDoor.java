package dev.taowa.access;

import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a controller of Ingresses: tells at which port of a workspace the Service listens that a request for a
 * host and a path is for. What the cluster says is remembered for a moment, since a page is many requests.
 *
 * <p>Safe for use by many threads.
 */
public final class IngressDoor {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST_WORKSPACES = 100;

    private final Sessions sessions;
    private final ServiceDoor services;
    private final InstantSource clock;
    private final Map<WorkspaceId, Known> known = new LinkedHashMap<>(16, 0.75f, true);

    public IngressDoor(Sessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.services = new ServiceDoor(sessions);
        this.clock = clock;
    }

    /** What one cluster said. */
    private static final class Known {
        private @Nullable Instant until;
        private List<IngressRule> rules = List.of();
        private final Map<IngressRule, Integer> ports = new HashMap<>();
    }

    /** Empty when no Ingress is for it, or the cluster does not answer. */
    public OptionalInt port(Workspace workspace, String host, String path) throws IOException {
        var cluster = known(workspace.id());
        synchronized (cluster) {
            if (cluster.until == null || clock.instant().isAfter(cluster.until)) {
                cluster.rules = IngressRule.ofList(new ClusterApi(sessions, workspace).get(ClusterApi.INGRESSES));
                cluster.ports.clear();
                cluster.until = clock.instant().plus(FRESH);
            }
            var rule = IngressRule.find(cluster.rules, host, path);
            if (rule.isEmpty()) {
                return OptionalInt.empty();
            }
            var port = cluster.ports.get(rule.get());
            if (port == null) {
                port = services.open(workspace, rule.get().service(), rule.get().port());
                cluster.ports.put(rule.get(), port);
            }
            return OptionalInt.of(port);
        }
    }

    private Known known(WorkspaceId id) {
        synchronized (known) {
            var found = known.computeIfAbsent(id, _ -> new Known());
            if (known.size() > MOST_WORKSPACES) {
                known.remove(known.keySet().iterator().next());
            }
            return found;
        }
    }
}
