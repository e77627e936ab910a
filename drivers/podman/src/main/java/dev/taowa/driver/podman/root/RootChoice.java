package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses how this process comes to root's powers. */
final class RootChoice {

    private RootChoice() {}

    static Root obtain(String stateId) {
        return isRoot() ? LocalRoot.of(stateId) : HelperRoot.connect(stateId);
    }

    static boolean isRoot() {
        try {
            return Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t0\t");
        } catch (IOException thrown) {
            throw RootProblems.failed("reading /proc", thrown);
        }
    }
}
