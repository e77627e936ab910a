package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the kernel gives, read from its own texts. */
final class KernelFindings {

    private static final int ENOUGH_OPEN_FILES = 65_536;
    private static final int ENOUGH_PROCESSES = 4_096;
    private static final IdRange WISHED_IDS = new IdRange(1_000_000_000, 1 << 20);
    private static final long LEAST_IDS = 65_536;
    private static final Set<String> NEEDED_CONTROLLERS = Set.of("cpu", "memory", "pids");

    private final Root root;
    private final HostFacts facts;

    KernelFindings(Root root, HostFacts facts) {
        this.root = root;
        this.facts = facts;
    }

    List<Capability> list() {
        return List.of(
                kernel(),
                cgroups(),
                delegation(),
                namespaces(),
                ids(),
                openFiles(),
                processes(),
                capabilities(),
                fuse());
    }

    private Capability kernel() {
        return Findings.demand(
                "kernel",
                "Linux kernel",
                HostFacts.text(root, "/proc/sys/kernel/osrelease").strip(),
                facts.kernel().atLeast(5, 12),
                "run a kernel of version 5.12 or newer");
    }

    private Capability cgroups() {
        return Findings.demand(
                "cgroup-version",
                "Control groups",
                facts.cgroups().id(),
                facts.cgroups() != CgroupMode.NONE,
                "mount /sys/fs/cgroup, or boot with systemd");
    }

    private Capability delegation() {
        var missing = new TreeSet<>(NEEDED_CONTROLLERS);
        missing.removeAll(facts.controllers());
        var how = facts.delegatesByItself() ? "by Podman" : "by Taowa's hook";
        return missing.isEmpty()
                ? Findings.good(
                        "cgroup-delegation",
                        "Control group delegation",
                        how + ": " + String.join(" ", new TreeSet<>(facts.controllers())))
                : Findings.limited(
                        "cgroup-delegation",
                        "Control group delegation",
                        how + ", without " + String.join(" ", missing),
                        "enable these controllers at boot; until then limits on them do not act");
    }

    private Capability namespaces() {
        var text = HostFacts.text(root, "/proc/sys/user/max_user_namespaces").strip();
        var most = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        return Findings.demand(
                "user-namespaces",
                "User namespaces",
                most == 0 ? "none" : "up to " + most,
                most > 0,
                "run `sysctl -w user.max_user_namespaces=100000`, in a kernel with user namespaces");
    }

    private Capability ids() {
        var title = "User id ranges";
        if (!facts.ids().contains(WISHED_IDS)) {
            return Findings.demand(
                    "id-ranges",
                    title,
                    facts.ids().count() + " ids from " + facts.ids().first(),
                    facts.ids().count() > LEAST_IDS,
                    "run on the host itself, or in a container with more than 65536 ids");
        }
        var taken = new ArrayList<IdRange>();
        for (var file : List.of("/etc/subuid", "/etc/subgid")) {
            taken.addAll(ProcText.subordinateIds(HostFacts.text(root, file)));
        }
        var ours = new IdRange(WISHED_IDS.first(), WISHED_IDS.count() * 1000);
        var clash = taken.stream().filter(ours::overlaps).findFirst();
        return Findings.check(
                "id-ranges",
                title,
                clash.map(range -> "ids from %d are given to a user".formatted(range.first()))
                        .orElse("free from " + WISHED_IDS.first()),
                clash.isEmpty(),
                "move the ranges above 1000000000 in /etc/subuid and /etc/subgid elsewhere");
    }

    private Capability openFiles() {
        return Findings.check(
                "open-files",
                "Open files of a process",
                limit(facts.hardOpenFiles()),
                facts.hardOpenFiles() >= ENOUGH_OPEN_FILES,
                "raise the hard limit (nofile); until then large builds and databases inside may run out");
    }

    private Capability processes() {
        return Findings.check(
                "processes",
                "Processes of a user",
                limit(facts.hardProcesses()),
                facts.hardProcesses() >= ENOUGH_PROCESSES,
                "raise the hard limit (nproc); until then workspaces may run out of processes");
    }

    private Capability capabilities() {
        var missing = new TreeSet<>(ProcText.allCapabilities());
        missing.removeAll(facts.capabilities());
        if (!facts.kernel().atLeast(5, 9)) {
            missing.removeAll(Set.of("CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE"));
        }
        if (!facts.capabilities().contains("CAP_SYS_ADMIN")) {
            return Findings.unfit(
                    "capabilities",
                    "Capabilities",
                    "without CAP_SYS_ADMIN",
                    "run Taowa where root has all capabilities");
        }
        return Findings.check(
                "capabilities",
                "Capabilities",
                missing.isEmpty() ? "all" : "without " + String.join(" ", missing),
                missing.isEmpty(),
                missing.contains("CAP_SYS_RESOURCE")
                        ? "give root CAP_SYS_RESOURCE; until then nothing inside can raise a limit above the host's"
                        : "give root these capabilities; until then programs inside that need them fail");
    }

    private Capability fuse() {
        var there = Files.exists(Path.of("/dev/fuse"));
        return Findings.check(
                "fuse",
                "FUSE",
                there ? "/dev/fuse" : "no /dev/fuse",
                there,
                "run `modprobe fuse`; until then sshfs and fuse-overlayfs do not work inside");
    }

    private static String limit(long value) {
        return value == ProcText.UNLIMITED ? "unlimited" : Long.toString(value);
    }
}
