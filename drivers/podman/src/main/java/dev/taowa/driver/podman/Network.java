package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The network of a workspace: a bridge of its own. Who may reach whom is the {@link Firewall}'s to say; the engine's own
 * {@code isolate} knows no exceptions.
 */
final class Network {

    private static final List<Path> RESOLVERS =
            List.of(Path.of("/run/systemd/resolve/resolv.conf"), Path.of("/etc/resolv.conf"));

    private final EngineClient engine;
    private final String stateId;

    Network(EngineClient engine, String stateId) {
        this.engine = engine;
        this.stateId = stateId;
    }

    void obtain(WorkspaceId id) {
        if (engine.find("/networks/" + Names.network(id) + "/json").isPresent()) {
            return;
        }
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("name", Names.network(id))
                .put("driver", "bridge")
                .put("network_interface", Names.bridge(id))
                .put("dns_enabled", needsResolver());
        body.putObject("labels").put(WorkspaceLabels.STATE, stateId).put(WorkspaceLabels.ID, id.value());
        engine.post("/networks/create", body);
    }

    void remove(WorkspaceId id) {
        engine.delete("/networks/" + Names.network(id) + "?force=true");
    }

    /**
     * Whether the engine must serve names: only where the host's own name servers are all on its loopback, which a
     * workspace cannot reach. Elsewhere workspaces ask the host's name servers themselves.
     */
    static boolean needsResolver() {
        for (var file : RESOLVERS) {
            try {
                return loopbackOnly(Files.readAllLines(file));
            } catch (IOException e) {
                // Not this one; a host has either or both.
            }
        }
        return false;
    }

    static boolean loopbackOnly(List<String> resolvConf) {
        var servers = resolvConf.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("nameserver "))
                .map(line -> line.substring("nameserver ".length()).strip())
                .toList();
        return !servers.isEmpty()
                && servers.stream().allMatch(server -> server.startsWith("127.") || server.equals("::1"));
    }
}
