package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.Capability;
import dev.taowa.workspace.ByteSize;
import java.util.List;

/** Disk, memory and time. */
final class RoomFindings {

    private static final ByteSize LEAST_DISK = new ByteSize(3L << 30);
    private static final ByteSize ENOUGH_DISK = new ByteSize(15L << 30);
    private static final ByteSize LEAST_MEMORY = new ByteSize(512L << 20);
    private static final ByteSize ENOUGH_MEMORY = new ByteSize(2L << 30);

    private final Root root;
    private final HostFacts facts;

    RoomFindings(Root root, HostFacts facts) {
        this.root = root;
        this.facts = facts;
    }

    List<Capability> list() {
        return List.of(disk(), diskLimit(), memory(), time());
    }

    private Capability disk() {
        var folder = facts.storage();
        while (!folder.toFile().exists() && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return room(
                "disk",
                "Free disk in " + facts.storage(),
                new ByteSize(folder.toFile().getUsableSpace()),
                LEAST_DISK,
                ENOUGH_DISK,
                "free some disk space there, or move the engine's storage (graphroot in storage.conf)");
    }

    private Capability memory() {
        var available = ProcText.memoryBytes(HostFacts.text(root, "/proc/meminfo"), "MemAvailable");
        return room(
                "memory",
                "Free memory",
                new ByteSize(available),
                LEAST_MEMORY,
                ENOUGH_MEMORY,
                "stop programs or workspaces that are not needed");
    }

    private Capability diskLimit() {
        return Findings.check(
                "disk-limit",
                "Limits on disk use",
                facts.limitsDisk() ? "project quotas" : "none",
                facts.limitsDisk(),
                "keep " + facts.storage() + " on XFS mounted with prjquota; until then --disk does not act");
    }

    private static Capability time() {
        var synchronizes = KernelClock.isSynchronized();
        return Findings.check(
                "time-sync",
                "Clock",
                synchronizes ? "synchronized" : "not synchronized",
                synchronizes,
                "install a time service such as systemd-timesyncd; a wrong clock makes certificates invalid");
    }

    private static Capability room(
            String id, String title, ByteSize found, ByteSize least, ByteSize enough, String fix) {
        return found.compareTo(least) < 0
                ? Findings.unfit(id, title, found.toString(), fix)
                : Findings.check(id, title, found.toString(), found.compareTo(enough) >= 0, fix);
    }
}
