package dev.taowa.driver.podman.root;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs programs in a process group of their own, so that all of a group can be ended. */
final class Programs {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;
    private static final Duration GRACE = Duration.ofSeconds(3);

    private Programs() {}

    static int run(Program program, Consumer<Line> lines) {
        var child = start(program);
        var failure = new AtomicReference<@Nullable RuntimeException>();
        var serial = new LineGate(lines, thrown -> {
            failure.compareAndSet(null, thrown);
            signal(-child.pid(), SIGKILL);
        });
        var readers = List.of(
                Thread.startVirtualThread(() -> LineReader.read(child.getInputStream(), false, serial)),
                Thread.startVirtualThread(() -> LineReader.read(child.getErrorStream(), true, serial)));
        Thread.startVirtualThread(() -> feed(child, program.input()));
        try {
            var status = child.waitFor();
            finish(child, readers);
            var thrown = failure.get();
            if (thrown != null) {
                throw thrown;
            }
            return status;
        } catch (InterruptedException thrown) {
            end(child);
            throw RootProblems.cancelled(thrown);
        }
    }

    /** Starts a program that outlives this process, its output appended to a file. */
    static Process startDetached(Program program, Path log) {
        var builder = builder(program)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return start(builder, program);
    }

    static void signal(long process, int signal) {
        try {
            Native.signal(process, signal);
        } catch (SystemCallException thrown) {
            // it ended by itself
        }
    }

    private static Process start(Program program) {
        return start(builder(program), program);
    }

    private static Process start(ProcessBuilder builder, Program program) {
        requireProgram(program.argv().getFirst());
        try {
            return builder.start();
        } catch (IOException thrown) {
            throw RootProblems.failed("running " + program.argv().getFirst(), thrown);
        }
    }

    private static ProcessBuilder builder(Program program) {
        var argv = new ArrayList<String>();
        // a child of Java never leads a process group, so setsid makes it one without a fork: it keeps its number
        argv.add("setsid");
        argv.addAll(program.argv());
        var builder = new ProcessBuilder(argv).directory(program.folder().toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", PATH);
        environment.put("HOME", "/root");
        environment.put("LANG", "C.UTF-8");
        environment.putAll(program.environment());
        return builder;
    }

    private static void requireProgram(String name) {
        var found = name.contains("/")
                ? Files.isExecutable(Path.of(name))
                : List.of(PATH.split(":", -1)).stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!found || name.startsWith("-")) {
            throw RootProblems.programMissing(name);
        }
    }

    private static void feed(Process child, String input) {
        try (var stream = child.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException thrown) {
            // it did not want to read all; its status tells the rest
        }
    }

    /** Reads what is left; children that hold the pipes open after their parent's end are ended too. */
    private static void finish(Process child, List<Thread> readers) throws InterruptedException {
        for (var reader : readers) {
            if (!reader.join(GRACE)) {
                signal(-child.pid(), SIGKILL);
                reader.join(GRACE);
            }
        }
    }

    private static void end(Process child) {
        signal(-child.pid(), SIGTERM);
        try {
            child.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException thrown) {
            // asked twice: at once, then
        }
        signal(-child.pid(), SIGKILL);
    }
}
