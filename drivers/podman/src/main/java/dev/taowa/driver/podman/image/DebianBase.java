package dev.taowa.driver.podman.image;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.image.DebianSystem;
import dev.taowa.image.MachineSettings;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the base image with mmdebstrap, once a host, from the mirror that the host's own apt uses. */
final class DebianBase {

    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
    private static final List<String> STAGES = List.of(
            "running apt-get update",
            "downloading packages",
            "extracting archives",
            "installing essential packages",
            "installing remaining packages",
            "cleaning package lists",
            "creating tarball",
            "done");

    private final Root root;
    private final Supplier<MachineSettings> settings;

    DebianBase(Root root, Supplier<MachineSettings> settings) {
        this.root = root;
        this.settings = settings;
    }

    /** Makes it, unless someone else does so meanwhile. */
    void make(DebianSystem system, Progress progress) {
        var host = settings.get();
        var mirrors = sources(system, host);
        if (mirrors.isEmpty()) {
            run(system, host, mirrors, progress);
            return;
        }
        try {
            run(system, host, mirrors, progress);
        } catch (ProblemException e) {
            if (e.problem().code() != ProblemCode.HOST_UNFIT) {
                throw e;
            }
            progress.warn("the mirror of this machine's apt did not do (%s); Debian's own is tried"
                    .formatted(e.problem().what()));
            run(system, host, List.of(), progress);
        }
    }

    private void run(DebianSystem system, MachineSettings host, List<String> mirrors, Progress progress) {
        var argv = new ArrayList<>(List.of("bash", "-c", Scripts.read("make-base.sh"), "make-base"));
        argv.add(system.tag().value());
        argv.addAll(List.of("--variant=apt", "--mode=root", "--format=tar", "--verbose", "--keyring=" + KEYRING));
        argv.add("--include=" + String.join(",", system.packages()));
        system.excludedPaths().forEach(path -> argv.add("--dpkgopt=path-exclude=" + path));
        system.includedPaths().forEach(path -> argv.add("--dpkgopt=path-include=" + path));
        argv.add("--dpkgopt=force-unsafe-io");
        argv.add("--aptopt=APT::Install-Recommends \"false\"");
        argv.add("--aptopt=Acquire::Languages \"none\"");
        host.aptConf().lines().filter(line -> !line.isBlank()).forEach(line -> argv.add("--aptopt=" + line.strip()));
        argv.add(
                "--customize-hook=rm -f \"$1/etc/apt/apt.conf.d/99mmdebstrap\" \"$1/etc/resolv.conf\" \"$1/etc/hostname\"");
        argv.add(system.suite());
        argv.add("-");
        argv.addAll(mirrors);
        var output = new Output(progress);
        var status = root.run(Program.of(argv).withEnvironment(environment(host)), line -> output.line(line.text()));
        if (status != 0) {
            throw failed(output.error.isEmpty() ? "exit status " + status : output.error);
        }
    }

    private static Map<String, String> environment(MachineSettings host) {
        return host.proxies();
    }

    /** Lines of a list of sources at the host's mirror; empty leaves the choice to mmdebstrap. */
    private static List<String> sources(DebianSystem system, MachineSettings host) {
        var mirror = host.aptMirror().filter(each -> each.distribution().equals("debian"));
        if (mirror.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("deb %s %s main".formatted(mirror.get().address(), system.suite()));
        lines.add("deb %s %s-updates main".formatted(mirror.get().address(), system.suite()));
        mirror.get()
                .securityAddress()
                .ifPresent(address -> lines.add("deb %s %s-security main".formatted(address, system.suite())));
        return lines;
    }

    static ProblemException failed(String words) {
        if (words.contains("No space left on device")) {
            return PodmanImageProblems.noSpace(words);
        }
        return new ProblemException(new Problem(
                ProblemCode.HOST_UNFIT,
                "the base image could not be made: %s".formatted(words),
                "see that `apt-get update` works on this host, then run the same command again"));
    }

    /** Follows mmdebstrap's output; its stages are the steps. */
    private static final class Output {

        private final Progress progress;
        private String error = "";

        Output(Progress progress) {
            this.progress = progress;
        }

        void line(String text) {
            var shown = BuildOutput.visible(text);
            if (shown.isBlank()) {
                return;
            }
            progress.line(Phase.BASE_IMAGE, shown);
            if (shown.startsWith("E: ") || shown.startsWith("Error: ")) {
                error = shown;
            }
            if (!shown.startsWith("I: ")) {
                return;
            }
            for (var i = 0; i < STAGES.size(); i++) {
                if (shown.startsWith(STAGES.get(i), 3)) {
                    progress.report(new Event.Advanced(
                            Phase.BASE_IMAGE, shown.substring(3), i + 1, STAGES.size(), Event.Unit.STEPS));
                }
            }
        }
    }
}
