package dev.taowa.driver.podman.root;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Long-lived programs, found again by their exact arguments among root's processes: there is no record of them that a
 * crash could leave wrong.
 */
final class Services {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final long LOG_LIMIT_BYTES = 10 << 20;
    private static final int PATIENCE_SECONDS = 5;

    /** A process without arguments for good is not asked for ever. */
    private static final int MOST_READS = 1000;

    private static final int SIGTERM = 15;
    private static final int SIGKILL = 9;

    private final OwnFolders folders;
    private final FileOwner user;
    private final Set<Long> ours = new HashSet<>();

    Services(OwnFolders folders, FileOwner user) {
        this.folders = folders;
        this.user = user;
    }

    synchronized Service obtain(String name, Program program) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a service's name: " + name);
        }
        var log = folders.run().resolve(name + ".log");
        try {
            var running = find(program.argv());
            if (running.isPresent()) {
                ours.add(running.get());
                return new Service(running.get(), false, log);
            }
            prepare(log);
        } catch (IOException thrown) {
            throw RootProblems.failed("starting " + name, thrown);
        }
        var started = Programs.startDetached(program, log);
        ours.add(started.pid());
        return new Service(started.pid(), true, log);
    }

    synchronized void close() {
        var handles =
                ours.stream().map(ProcessHandle::of).flatMap(Optional::stream).toList();
        handles.forEach(handle -> Programs.signal(handle.pid(), SIGTERM));
        for (var handle : handles) {
            try {
                handle.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException | CancellationException thrown) {
                Programs.signal(handle.pid(), SIGKILL);
            } catch (InterruptedException thrown) {
                Programs.signal(handle.pid(), SIGKILL);
                Thread.currentThread().interrupt();
            }
        }
        ours.clear();
    }

    private void prepare(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        }
        if (!Files.exists(log)) {
            folders.write(log, new byte[0], 0600);
        }
        folders.handOver(log, user);
    }

    private static Optional<Long> find(List<String> argv) throws IOException {
        var starting = new ArrayList<String>();
        starting.add("setsid");
        starting.addAll(argv);
        try (var processes = Files.newDirectoryStream(
                Path.of("/proc"),
                path -> NUMBER.matcher(path.getFileName().toString()).matches())) {
            for (var process : processes) {
                var found = arguments(process);
                if (found.equals(argv) || found.equals(starting)) {
                    return Optional.of(Long.valueOf(process.getFileName().toString()));
                }
            }
        }
        return Optional.empty();
    }

    /** Arguments of a process of root's; empty for one that is gone, ended or anybody else's. */
    private static List<String> arguments(Path process) {
        try {
            if (FileStatus.of(process).owner().uid() != 0) {
                return List.of();
            }
            var text = commandLine(process);
            return text.endsWith("\0")
                    ? List.of(text.substring(0, text.length() - 1).split("\0", -1))
                    : List.of();
        } catch (IOException thrown) {
            return List.of();
        }
    }

    /**
     * Its arguments as the kernel tells them, proc_pid_cmdline(5). A process that is just becoming another program has an
     * executable and for a moment no arguments: it is asked again. Kernel threads and zombies have neither.
     */
    private static String commandLine(Path process) throws IOException {
        for (var attempt = 1; ; attempt++) {
            var text = Files.readString(process.resolve("cmdline"));
            if (!text.isEmpty() || attempt == MOST_READS) {
                return text;
            }
            Files.readSymbolicLink(process.resolve("exe"));
            Thread.onSpinWait();
        }
    }
}
