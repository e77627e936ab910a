package dev.taowa.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What Taowa left on this machine: on the engine, in the kernel, among the processes and files. */
final class Machine {

    private static final Duration SETTLE = Duration.ofSeconds(60);

    private Machine() {}

    /** Containers, volumes and networks that carry the state's label. */
    static List<String> onEngine(String stateId) {
        var left = new ArrayList<String>();
        containers(stateId).forEach(id -> left.add("container " + id));
        named("volume", stateId).forEach(name -> left.add("volume " + name));
        named("network", stateId).forEach(name -> left.add("network " + name));
        return left;
    }

    static List<String> containers(String stateId) {
        return Programs.asRoot("podman", "ps", "-aq", "--no-trunc", "--filter", "label=dev.taowa.state=" + stateId)
                .orFail()
                .out()
                .lines()
                .toList();
    }

    /** Host process id of the first process of a workspace. */
    static String pidOf(String stateId, String workspaceId) {
        return Programs.asRoot(
                        "podman",
                        "ps",
                        "--format",
                        "{{.Pid}}",
                        "--filter",
                        "label=dev.taowa.state=" + stateId,
                        "--filter",
                        "label=dev.taowa.workspace.id=" + workspaceId)
                .orFail()
                .line();
    }

    private static List<String> named(String kind, String stateId) {
        return Programs.asRoot(
                        "podman", kind, "ls", "--format", "{{.Name}}", "--filter", "label=dev.taowa.state=" + stateId)
                .orFail()
                .out()
                .lines()
                .toList();
    }

    /** Traces of one workspace outside the engine: its cgroups, mounts, bridge and firewall entries. */
    static List<String> ofWorkspace(String workspaceId, String containerId) {
        var left = new ArrayList<String>();
        var bridge = "tw" + workspaceId.substring(0, 10);
        if (Files.exists(Path.of("/sys/class/net", bridge))) {
            left.add("interface " + bridge);
        }
        lines(Programs.asRoot("nft", "list", "ruleset").out(), bridge).forEach(line -> left.add("nft: " + line));
        lines(read("/proc/self/mountinfo"), workspaceId).forEach(line -> left.add("mount: " + line));
        lines(read("/proc/self/mountinfo"), containerId).forEach(line -> left.add("mount: " + line));
        Programs.asRoot("find", "/sys/fs/cgroup", "-type", "d", "-name", "*" + containerId + "*")
                .out()
                .lines()
                .forEach(line -> left.add("cgroup " + line));
        return left;
    }

    /** Traces of a state whose server was asked to end, after time to settle. */
    static List<String> afterServer(String stateId, Path state) {
        try {
            Await.until("quiet", SETTLE, () -> traces(stateId, state).isEmpty());
            return List.of();
        } catch (AssertionError left) {
            return traces(stateId, state);
        }
    }

    private static List<String> traces(String stateId, Path state) {
        var left = new ArrayList<String>();
        processes(stateId, state).forEach(pid -> left.add("process %d %s".formatted(pid, command(pid))));
        lines(read("/proc/self/mountinfo"), stateId).forEach(line -> left.add("mount: " + line));
        var runtime = Path.of("/run/taowa", stateId);
        if (Files.exists(runtime)) {
            left.add("files: "
                    + Programs.asRoot("find", runtime.toString()).out().strip().replace('\n', ' '));
        }
        return left;
    }

    /** Removes by id what a broken run left, so that one failure does not spoil the next test. */
    static void sweep(String stateId, Path state) {
        processes(stateId, state).forEach(pid -> Programs.asRoot("kill", "-KILL", Long.toString(pid)));
        containers(stateId).forEach(id -> Programs.asRoot("podman", "rm", "-f", "-t", "0", id));
        named("volume", stateId).forEach(name -> Programs.asRoot("podman", "volume", "rm", "-f", name));
        named("network", stateId).forEach(name -> Programs.asRoot("podman", "network", "rm", "-f", name));
        for (var line : lines(read("/proc/self/mountinfo"), stateId)) {
            Programs.asRoot("umount", "-l", line.split(" ", -1)[4]);
        }
        Programs.asRoot("rm", "-rf", "--one-file-system", "/run/taowa/" + stateId);
    }

    /** Those of the state by their command line or environment. */
    private static List<Long> processes(String stateId, Path state) {
        return pids().stream()
                .filter(pid -> command(pid).contains(stateId)
                        || (command(pid) + read("/proc/" + pid + "/environ")).contains(state.toString()))
                .toList();
    }

    private static String command(long pid) {
        return read("/proc/" + pid + "/cmdline").replace('\0', ' ');
    }

    /** Ids of processes whose command line holds all the words. */
    static List<Long> pidsOf(String... words) {
        return pids().stream()
                .filter(pid -> Stream.of(words).allMatch(word -> command(pid).contains(word)))
                .toList();
    }

    static boolean isZombie(long pid) {
        return read("/proc/" + pid + "/stat").contains(") Z ");
    }

    private static List<Long> pids() {
        try (var entries = Files.list(Path.of("/proc"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::valueOf)
                    .filter(pid -> pid != ProcessHandle.current().pid())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String text, String word) {
        return text.lines().filter(line -> line.contains(word)).toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
