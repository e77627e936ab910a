package dev.taowa.driver.podman.root;

import dev.taowa.workspace.WorkspaceId;

/** Names that no other test or state on this machine uses. */
final class TestStates {

    private TestStates() {}

    static String newId() {
        return WorkspaceId.random().value();
    }
}
