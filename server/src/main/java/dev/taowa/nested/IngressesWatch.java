package dev.taowa.nested;

import dev.taowa.dial.Sessions;
import dev.taowa.workspace.Workspace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Ingresses of a cluster, and the ports of the workspace that were opened for what they lead to. */
final class IngressesWatch extends ObjectsWatch<List<IngressRule>> {

    private static final int MOST_DOORS = 1000;

    private final Map<Door, Integer> doors = new HashMap<>();

    IngressesWatch(Sessions sessions, Workspace workspace, Runnable changed) {
        super(sessions, workspace, ClusterApi.INGRESSES, IngressRule::of, changed);
    }

    /** @param address of the Service: made anew, it has another one */
    private record Door(ServiceName service, String port, String address) {}

    /** Opens one. */
    interface Opener {
        int open(ServiceName service, String port) throws IOException;
    }

    List<IngressRule> rules() throws IOException {
        return all().stream().flatMap(List::stream).toList();
    }

    /** The port inside at which the rule's Service listens, whose address is this. */
    int port(IngressRule rule, String address, Opener opener) throws IOException {
        var door = new Door(rule.service(), rule.port(), address);
        synchronized (doors) {
            var port = doors.get(door);
            if (port == null) {
                port = opener.open(rule.service(), rule.port());
                if (doors.size() < MOST_DOORS) {
                    doors.put(door, port);
                }
            }
            return port;
        }
    }
}
