package dev.taowa.nested;

import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * Stands in for a controller of Ingresses: tells at which port of a workspace the Service listens that a request for a
 * host and a path is for.
 *
 * <p>Safe for use by many threads.
 */
public final class IngressDoor {

    private final Sessions sessions;
    private final NestedEngines engines;
    private final ServiceDoor services;

    public IngressDoor(Sessions sessions, NestedEngines engines) {
        this.sessions = sessions;
        this.engines = engines;
        this.services = new ServiceDoor(sessions);
    }

    /** Empty when no Ingress is for it, or the cluster does not answer. */
    public OptionalInt port(Workspace workspace, String host, String path) throws IOException {
        var inside = engines.of(workspace.id());
        var ingresses = inside.ingresses(workspace);
        if (!ingresses.awaitTold()) {
            return OptionalInt.empty();
        }
        var rule = IngressRule.find(ingresses.rules(), host, path);
        if (rule.isEmpty()) {
            // One that was made just now may not have been told yet.
            var all = IngressRule.ofList(
                    new ClusterApi(sessions, workspace).get(ClusterApi.INGRESSES + "?limit=" + ObjectsWatch.MOST));
            rule = IngressRule.find(all, host, path);
        }
        if (rule.isEmpty()) {
            return OptionalInt.empty();
        }
        var name = rule.get().service().toString();
        var address = inside.services(workspace).all().stream()
                .filter(service -> service.name().equals(name))
                .map(ClusterService::address)
                .findFirst()
                .orElse("");
        return OptionalInt.of(
                ingresses.port(rule.get(), address, (service, port) -> services.open(workspace, service, port)));
    }
}
