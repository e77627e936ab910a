package dev.taowa.driver.podman;

import dev.taowa.definition.ImageSource;
import dev.taowa.driver.Driver;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.image.ImageMaker;
import dev.taowa.image.MachineImage;
import dev.taowa.metadata.Users;
import dev.taowa.task.Phase;
import dev.taowa.task.Phases;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** This machine's Podman under a state of the test's own, and programs run beside it and in its workspaces. */
final class TestHost implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What `podman exec` does, but for resource limits: these, not every root may set in a namespace of another owner. */
    private static final String ENTER = """
            pid=$(podman inspect --format '{{.State.Pid}}' "$0") || exit 125
            while IFS=: read -r _ controllers path; do
                case $controllers in
                    "") folder=/sys/fs/cgroup/unified ;;
                    *) folder=/sys/fs/cgroup/${controllers#name=} ;;
                esac
                [ -d "$folder" ] || folder=/sys/fs/cgroup
                if [ "$path" != / ]; then echo $$ > "$folder$path/cgroup.procs"; fi
            done < "/proc/$pid/cgroup"
            exec nsenter --target "$pid" --user --mount --uts --ipc --net --pid --cgroup --setuid 0 --setgid 0 -- "$@"
            """;

    final String stateId = WorkspaceId.random().value();
    final Driver driver = LocalHost.driver(stateId);
    final MachineImage machine;

    TestHost() {
        driver.ready(_ -> {});
        machine = new Phases(_ -> {}, InstantSource.system()).run(Phase.BASE_IMAGE, Duration.ofMinutes(10), step -> {
            var images = new ImageMaker(driver::images, driver::settings);
            var base = images.base(new ImageSource.BuiltIn(), Path.of("/"), step);
            return images.machine(base, List.of(), Users.NONE, step);
        });
    }

    /** What makes a workspace's sshd start. */
    static List<PlacedFile> sshFiles() {
        try {
            var folder = Files.createTempDirectory("taowa-test");
            var ca = folder.resolve("ca").toString();
            var key = folder.resolve("host_key").toString();
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ca);
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
            run("ssh-keygen", "-q", "-s", ca, "-I", "sample", "-h", "-n", "sample.taowa", key + ".pub");
            var files = List.of(
                    placed("host_key", 0600, Files.readString(Path.of(key))),
                    placed("host_key-cert.pub", 0644, Files.readString(Path.of(key + "-cert.pub"))),
                    placed("user_ca.pub", 0644, Files.readString(Path.of(ca + ".pub"))),
                    placed("principals", 0644, "nobody\n"));
            run("rm", "-r", "--", folder.toString());
            return files;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlacedFile placed(String name, int mode, String content) {
        return new PlacedFile("/etc/ssh/taowa/" + name, mode, Secret.of(content));
    }

    /** How a program ended, and what it printed. */
    record Ran(int status, String output) {}

    static Ran run(List<String> argv) {
        try {
            var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), output.strip());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Ran run(String... argv) {
        return run(List.of(argv));
    }

    /** Runs a program as the workspace's root, in its control groups and namespaces. */
    Ran inside(WorkspaceId id, String... argv) {
        return run(Stream.concat(Stream.of("sh", "-c", ENTER, Names.container(id)), Stream.of(argv))
                .toList());
    }

    /** Returns once systemd has started all there is to start. */
    void awaitBooted(WorkspaceId id) {
        await(() ->
                inside(id, "systemctl", "is-system-running", "--wait").output().matches("running|degraded"));
    }

    static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The process of the engine's service of this state. */
    Optional<ProcessHandle> engine() {
        var socket = "unix:///run/taowa/" + stateId + "/engine.sock";
        try (var folders = Files.list(Path.of("/proc"))) {
            return folders.filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
                    .filter(folder -> commandLine(folder).endsWith(socket + "\0"))
                    .map(folder -> Long.parseLong(folder.getFileName().toString()))
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        driver.list().forEach(each -> driver.remove(each.id(), false, _ -> {}));
        driver.close();
        try (var root = Root.obtain(stateId)) {
            root.delete(root.runFolder());
        }
    }
}
