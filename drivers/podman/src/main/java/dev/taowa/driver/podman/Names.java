package dev.taowa.driver.podman;

import dev.taowa.workspace.WorkspaceId;

/** What a workspace's things are called on the engine and the host. */
final class Names {

    /** Every bridge of ours starts so; the firewall goes by it. */
    static final String BRIDGES = "tw";

    private Names() {}

    static String container(WorkspaceId id) {
        return "taowa-" + id;
    }

    /** Of the container that is thrown away after one program. */
    static String aside(WorkspaceId id) {
        return "taowa-" + id + "-aside";
    }

    static String network(WorkspaceId id) {
        return "taowa-" + id;
    }

    /** At most 15 characters, as the kernel has it (IFNAMSIZ). */
    static String bridge(WorkspaceId id) {
        return BRIDGES + id;
    }

    static String volume(WorkspaceId id, String name) {
        return "taowa-" + id + "-" + name;
    }
}
