package dev.taowa.driver.podman;

import dev.taowa.driver.podman.probe.HostFacts;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.HostCapacity;
import dev.taowa.workspace.ByteSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the host has, in numbers. */
final class HostParts {

    private static final long ENOUGH_PROCESSES = 16_384;

    private HostParts() {}

    /** Processors and memory of the host, and what is free where the engine stores. */
    static HostCapacity capacity(HostFacts facts) {
        var storage = facts.storage().toFile();
        var free = storage.exists()
                ? storage.getUsableSpace()
                : facts.storage().getRoot().toFile().getUsableSpace();
        return new HostCapacity(Runtime.getRuntime().availableProcessors(), memory(), new ByteSize(free));
    }

    private static ByteSize memory() {
        var machine = (com.sun.management.OperatingSystemMXBean)
                java.lang.management.ManagementFactory.getOperatingSystemMXBean();
        return new ByteSize(machine.getTotalMemorySize());
    }

    /** The most processes of a workspace whose plan sets no limit: they bound a fork bomb, and leave pids to the others. */
    static long processes(Root root) {
        var last = root.read(Path.of("/proc/sys/kernel/pid_max"))
                .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8).strip()))
                .orElse(Long.MAX_VALUE);
        return Math.min(ENOUGH_PROCESSES, last / 4);
    }
}
