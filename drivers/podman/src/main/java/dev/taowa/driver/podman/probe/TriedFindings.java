package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.Capability;
import dev.taowa.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can only be told by trying: in namespaces that end with the trial, so the host keeps nothing of it. */
final class TriedFindings {

    private static final List<String> NEW_USER = List.of("unshare", "--user", "--map-root-user");
    private static final String NETWORK_DEVICES = """
            link add tw0 type bridge
            link add tw1 type veth peer name tw2
            link set tw1 master tw0
            """;
    private static final String NETWORK_RULES = """
            table ip taowa {
                chain out {
                    type nat hook postrouting priority 100;
                    oifname "tw0" masquerade
                }
                chain in {
                    type filter hook forward priority 0;
                    ct state established accept
                }
            }
            """;

    private final Root root;

    TriedFindings(Root root) {
        this.root = root;
    }

    /** Mounts an overlay with a writable layer where the engine's volumes are, as a nested Docker does. */
    Capability overlay() {
        var folder = Path.of("/var/lib/taowa/probe-" + root.runFolder().getFileName());
        try {
            for (var name : List.of("lower", "upper", "work", "merged")) {
                root.makeFolder(folder.resolve(name));
            }
            var options = "lowerdir=%1$s/lower,upperdir=%1$s/upper,workdir=%1$s/work".formatted(folder);
            var failure = failure(
                    List.of("--mount", "mount", "-t", "overlay", "overlay", "-o", options, folder + "/merged"), "");
            return Findings.check(
                    "overlay",
                    "Overlay file system in a user namespace",
                    failure.isEmpty() ? "works" : failure,
                    failure.isEmpty(),
                    "run a kernel of version 5.11 or newer; until then nested Docker uses the slow vfs driver");
        } finally {
            root.delete(folder);
        }
    }

    /** Tries a mount with mapped owners of the file system that a folder is on. */
    Capability mappedMounts(String id, String title, Path folder, String fix) {
        var existing = folder;
        while (!Files.isDirectory(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        var works = root.canMap(existing);
        return Findings.check(id, title, (works ? "works in " : "refused in ") + existing, works, fix);
    }

    Capability networkDevices() {
        var failure = failure(List.of("--net", "ip", "-batch", "-"), NETWORK_DEVICES);
        return Findings.check(
                "nested-network",
                "Bridges in a network of their own",
                failure.isEmpty() ? "bridge and veth" : failure,
                failure.isEmpty(),
                "load the kernel modules bridge and veth; until then nested Docker has no network");
    }

    Capability networkRules() {
        var failure = failure(List.of("--net", "nft", "-f", "-"), NETWORK_RULES);
        return Findings.check(
                "nested-firewall",
                "Address translation in a network of its own",
                failure.isEmpty() ? "nf_tables nat" : failure,
                failure.isEmpty(),
                "load the kernel modules nf_tables and nft_masq; until then nested containers reach no network");
    }

    /** Why it failed in a new user namespace; empty when it worked. */
    private String failure(List<String> argv, String input) {
        var all = new ArrayList<>(NEW_USER);
        all.addAll(argv);
        try {
            var outcome = root.run(Program.of(all).withInput(input));
            if (outcome.succeeded()) {
                return "";
            }
            return outcome.errors().isEmpty()
                    ? "exit status " + outcome.status()
                    : outcome.errors().getFirst();
        } catch (ProblemException thrown) {
            return thrown.problem().what();
        }
    }
}
