package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.Capability;
import dev.taowa.host.Capability.Verdict;
import dev.taowa.host.HostReport;
import dev.taowa.host.Tier;
import dev.taowa.task.Fork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Tells everything that a host can do for workspaces; it leaves the host as it was. */
public final class HostProbe {

    private final Root root;
    private final Path folders;

    /** @param folders where the person's projects are, such as the home folder */
    public HostProbe(Root root, Path folders) {
        this.root = root;
        this.folders = folders;
    }

    public HostReport probe(String host) {
        var facts = HostFacts.of(root);
        var capabilities = new ArrayList<>(new KernelFindings(root, facts).list());
        capabilities.addAll(Fork.all(trials(facts)));
        capabilities.addAll(new RoomFindings(root, facts).list());
        var fit = capabilities.stream().noneMatch(capability -> capability.verdict() == Verdict.UNFIT);
        return new HostReport(host, fit ? Optional.of(Tier.USERNS) : Optional.empty(), capabilities);
    }

    private List<Callable<Capability>> trials(HostFacts facts) {
        var tried = new TriedFindings(root);
        var programs = new ProgramFindings(root, facts);
        return List.of(
                tried::overlay,
                () -> tried.mappedMounts(
                        "idmapped-storage",
                        "Mapped owners on the engine's storage",
                        facts.storage(),
                        "keep the engine's storage on ext4, xfs or btrfs; until then volumes are slower to prepare"),
                () -> tried.mappedMounts(
                        "idmapped-folders",
                        "Mapped owners on project folders",
                        folders,
                        "keep projects on ext4, xfs or btrfs; until then files of a mounted folder keep the host's ids"),
                tried::networkDevices,
                tried::networkRules,
                programs::podman,
                programs::runtime,
                programs::netavark,
                programs::nftables);
    }
}
