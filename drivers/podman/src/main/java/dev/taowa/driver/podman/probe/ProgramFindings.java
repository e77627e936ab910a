package dev.taowa.driver.podman.probe;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.host.Capability;
import dev.taowa.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which programs of the engine are here, and whether they are new enough. */
final class ProgramFindings {

    private static final List<String> NETAVARK = Stream.of(
                    "/usr/lib/podman/netavark",
                    "/usr/libexec/podman/netavark",
                    "/usr/local/lib/podman/netavark",
                    "/usr/local/libexec/podman/netavark")
            .toList();

    private final Root root;
    private final HostFacts facts;

    ProgramFindings(Root root, HostFacts facts) {
        this.root = root;
        this.facts = facts;
    }

    Capability podman() {
        return program("podman", "Podman", "podman", 4, 3);
    }

    Capability runtime() {
        var runtime = facts.runtime();
        return program("runtime", "Container runtime", runtime, 1, runtime.equals("crun") ? 8 : 1);
    }

    Capability netavark() {
        var path = NETAVARK.stream()
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst()
                .orElse("netavark");
        return program("netavark", "Container networks", path, 1, 0);
    }

    Capability nftables() {
        return program("nftables", "Host firewall", "nft", 1, 0);
    }

    private Capability program(String id, String title, String program, int major, int minor) {
        var name = Path.of(program).getFileName();
        var version = version(program);
        if (version.isEmpty()) {
            return Findings.unfit(id, title, "no " + name, "run `taowa doctor --fix`, which installs it");
        }
        return Findings.demand(
                id,
                title,
                name + " " + version.get(),
                version.get().atLeast(major, minor),
                "install %s %d.%d or newer".formatted(name, major, minor));
    }

    private Optional<Version> version(String program) {
        try {
            var output = root.run(Program.of(program, "--version")).output();
            return output.isEmpty() ? Optional.empty() : Version.parse(output.getFirst());
        } catch (ProblemException thrown) {
            return Optional.empty();
        }
    }
}
