package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.driver.podman.engine.EngineClient;
import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of a workspace: a bridge of its own. Who may reach whom is the {@link Firewall}'s to say; the engine's own
 * {@code isolate} knows no exceptions.
 */
final class Network {

    private static final List<Path> RESOLVERS =
            List.of(Path.of("/run/systemd/resolve/resolv.conf"), Path.of("/etc/resolv.conf"));

    private static final Path INTERFACES = Path.of("/sys/class/net");

    private final Root root;
    private final EngineClient engine;
    private final String stateId;

    Network(Root root, EngineClient engine, String stateId) {
        this.root = root;
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
        release(id);
    }

    /**
     * Takes back what the last machine in it has left on the host; for when none runs. On a host whose root is no shared
     * mount, Podman takes nothing back for a machine that ends by itself: it looks for its network where that is not
     * mounted. The next one would have its ports led to the old address.
     */
    void release(WorkspaceId id) {
        removeBridge(Names.bridge(id));
        new LostRules(root).remove(id);
    }

    /** An engine that is killed while it joins a machine to the bridge forgets that end, which then holds the bridge. */
    private void removeBridge(String bridge) {
        if (!Files.exists(INTERFACES.resolve(bridge))) {
            return;
        }
        var ends = new ArrayList<Path>();
        try (var listed = Files.list(INTERFACES.resolve(bridge).resolve("brif"))) {
            listed.forEach(ends::add);
        } catch (IOException gone) {
            // It ended by itself at this moment.
        }
        ends.forEach(end -> removeInterface(end.getFileName().toString()));
        removeInterface(bridge);
    }

    private void removeInterface(String name) {
        root.run(Program.of("ip", "link", "delete", "dev", name));
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
