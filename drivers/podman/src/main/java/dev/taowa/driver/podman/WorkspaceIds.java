package dev.taowa.driver.podman;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.driver.podman.root.FileOwner;
import dev.taowa.workspace.LoginUser;
import java.util.Optional;

/**
 * The ids of the host that a workspace's ids are mapped to: {@code SIZE} of them from {@code base} on.
 *
 * @param pinned the owner of a folder that cannot be mounted with mapped owners; the login user is mapped to it
 */
record WorkspaceIds(long base, Optional<FileOwner> pinned) {

    static final long FIRST = 1_000_000_000L;
    static final long SIZE = 1 << 20;

    static WorkspaceIds ofIndex(int index) {
        return new WorkspaceIds(FIRST + index * SIZE, Optional.empty());
    }

    WorkspaceIds pinnedTo(FileOwner owner) {
        return new WorkspaceIds(base, Optional.of(owner));
    }

    /** Who the login user is on the host. */
    FileOwner owner(LoginUser user) {
        return new FileOwner(base + user.uid(), base + user.gid());
    }

    /** The engine's {@code idmappings}. */
    ObjectNode toJson(LoginUser user) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("HostUIDMapping", false);
        json.put("HostGIDMapping", false);
        json.set("UIDMap", map(user.uid(), pinned.map(FileOwner::uid)));
        json.set("GIDMap", map(user.gid(), pinned.map(FileOwner::gid)));
        return json;
    }

    private ArrayNode map(int id, Optional<Long> host) {
        var map = JsonNodeFactory.instance.arrayNode();
        if (host.isEmpty()) {
            add(map, 0, base, SIZE);
            return map;
        }
        add(map, 0, base, id);
        add(map, id, host.get(), 1);
        add(map, id + 1, base + id + 1, SIZE - id - 1);
        return map;
    }

    private static void add(ArrayNode map, long inside, long host, long size) {
        if (size > 0) {
            map.addObject().put("container_id", inside).put("host_id", host).put("size", size);
        }
    }
}
