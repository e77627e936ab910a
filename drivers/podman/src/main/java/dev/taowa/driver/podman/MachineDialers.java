package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.dial.Dialer;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds the first process of a machine, through which its network namespace is entered. The engine is asked once; after
 * that each use checks that the process is still the one, since no other has the machine's id range.
 */
final class MachineDialers {

    private record Machine(long pid, String idBase) {}

    private final Root root;
    private final Function<WorkspaceId, Optional<JsonNode>> inspect;
    private final Map<WorkspaceId, Machine> known = new ConcurrentHashMap<>();

    MachineDialers(Root root, Function<WorkspaceId, Optional<JsonNode>> inspect) {
        this.root = root;
        this.inspect = inspect;
    }

    Dialer of(WorkspaceId id) {
        pid(id);
        return port -> dial(id, port);
    }

    private SocketChannel dial(WorkspaceId id, int port) throws IOException {
        return root.dial(pid(id), port);
    }

    /** Files of the first process's folder in /proc; one that cannot be read is empty. */
    List<String> files(WorkspaceId id, String... names) {
        var folder = Path.of("/proc/" + pid(id));
        var texts = new ArrayList<String>();
        for (var name : names) {
            texts.add(root.read(folder.resolve(name))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse(""));
        }
        return texts;
    }

    private long pid(WorkspaceId id) {
        var machine = known.get(id);
        if (machine != null && isAlive(machine)) {
            return machine.pid();
        }
        var container = inspect.apply(id).filter(Observation::running).orElseThrow(() -> EngineProblems.notRunning(id));
        var labels = container.path("Config").path("Labels");
        var found = new Machine(
                Observation.pid(container), labels.path(WorkspaceLabels.ID_BASE).asText());
        known.put(id, found);
        return found.pid();
    }

    private static boolean isAlive(Machine machine) {
        try {
            var map = Files.readString(Path.of("/proc/" + machine.pid() + "/uid_map"));
            var fields = map.strip().split("\\s+", -1);
            return fields.length > 1 && fields[1].equals(machine.idBase());
        } catch (IOException e) {
            return false;
        }
    }

    void forget(WorkspaceId id) {
        known.remove(id);
    }
}
