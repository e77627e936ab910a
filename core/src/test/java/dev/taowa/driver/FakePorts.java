package dev.taowa.driver;

import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ports of workspaces that exist in memory alone, each of which leads to an address of this machine. */
final class FakePorts {

    private final Map<WorkspaceId, TreeMap<Integer, SocketAddress>> addresses = new HashMap<>();

    synchronized void serve(WorkspaceId id, int port, SocketAddress address) {
        addresses.computeIfAbsent(id, _ -> new TreeMap<>()).put(port, address);
    }

    synchronized void forget(WorkspaceId id) {
        addresses.remove(id);
    }

    synchronized List<Integer> listening(WorkspaceId id) {
        return List.copyOf(addresses.getOrDefault(id, new TreeMap<>()).keySet());
    }

    SocketChannel dial(WorkspaceId id, int port) throws IOException {
        SocketAddress address;
        synchronized (this) {
            address = addresses.getOrDefault(id, new TreeMap<>()).get(port);
        }
        if (address == null) {
            throw new ConnectException("nothing listens on port " + port);
        }
        return SocketChannel.open(address);
    }
}
