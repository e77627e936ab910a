package dev.taowa.driver.podman.root;

import dev.taowa.problem.ProblemException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs as an ordinary user in a process of its own, and prints what came of each thing it asked. */
final class HelperClient {

    private HelperClient() {}

    public static void main(String[] arguments) throws Exception {
        try (var root = Root.obtain(arguments[0])) {
            if (arguments.length > 1) {
                everything(root, Path.of(arguments[1]), Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
            } else {
                say("answered", root.run(Program.of("true")));
            }
        } catch (ProblemException thrown) {
            say("problem", thrown.problem().code());
        }
    }

    private static void everything(Root root, Path folder, long pid, int port) throws Exception {
        say("uid", root.run(Program.of("id", "-u")).output());
        say("status", root.run(Program.of("sh", "-c", "cat; exit 7").withInput("ä")));
        var lines = new AtomicInteger();
        root.run(Program.of("seq", "100000"), line -> lines.incrementAndGet());
        say("lines", lines);
        problem("missing", () -> root.run(Program.of("no-such-program")));
        problem("outside", () -> root.write(Path.of("/etc/taowa-test"), new byte[0], 0644));
        problem("detour", () -> root.delete(root.runFolder().resolve("../../../home")));
        cancel(root);

        var target = root.runFolder().resolve("mounts/a/0");
        var shown = new FileOwner(1_500_001_000, 1_500_001_000);
        say("canMap", root.canMap(folder));
        say("left", root.mountMapped(new MappedMount(folder, target, root.owner(folder), shown, false)));
        say("mapped", root.isMapped(target));
        say("shown", root.owner(target.resolve("file")));
        problem("busy", () -> root.delete(target));
        root.unmount(target);
        say("unmounted", root.isMapped(target));

        var service = root.obtainService("sleeper", Program.of("sleep", "9" + pid));
        say("service", service.pid());
        say(
                "again",
                root.obtainService("sleeper", Program.of("sleep", "9" + pid)).started());

        root.write(root.runFolder().resolve("hooks/hook"), new byte[3_000_000], 0755);
        say("written", root.read(root.runFolder().resolve("hooks/hook")).orElseThrow().length);
        say("absent", root.read(Path.of("/proc/0/none")).isEmpty());
        say("capabilities", root.read(Path.of("/proc/self/limits")).isPresent());

        say("dialled", text(root.dial(pid, port)));
        try {
            root.dial(pid, 1).close();
        } catch (ConnectException thrown) {
            say("refused", thrown.getClass().getSimpleName());
        }
    }

    private static void cancel(Root root) throws Exception {
        var printed = new CountDownLatch(1);
        var thread = Thread.startVirtualThread(() -> problem(
                "cancelled",
                () -> root.run(Program.of("sh", "-c", "echo $$; exec sleep 1000"), line -> {
                    say("sleeper", line.text());
                    printed.countDown();
                })));
        printed.await();
        thread.interrupt();
        thread.join();
    }

    private static void problem(String name, Runnable work) {
        try {
            work.run();
            say(name, "none");
        } catch (ProblemException thrown) {
            say(name, thrown.problem().code());
        }
    }

    static String text(SocketChannel channel) throws Exception {
        var buffer = ByteBuffer.allocate(100);
        try (channel) {
            while (channel.read(buffer) >= 0) {
                // until the end
            }
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    private static void say(String name, Object value) {
        System.out.println(name + "=" + value);
    }
}
