package dev.taowa.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, with a limit on their time, and keeps what they print. */
final class Programs {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private Programs() {}

    /** What a program printed and how it ended; each char of {@code raw} is a byte of its stdout. */
    record Result(List<String> argv, int status, String raw, String err) {

        byte[] bytes() {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }

        String out() {
            return text(bytes());
        }

        String line() {
            return out().strip();
        }

        /** The same result, or an error that tells everything, unless the program ended with 0. */
        Result orFail() {
            if (status != 0) {
                throw new AssertionError(this.toString());
            }
            return this;
        }

        @Override
        public String toString() {
            return "%s%nended with %d%nstdout: %s%nstderr: %s".formatted(String.join(" ", argv), status, out(), err);
        }
    }

    static Result run(String... argv) {
        return run(List.of(argv), Map.of(), Path.of("/"), new byte[0], LIMIT);
    }

    static Result run(List<String> argv, Map<String, String> environment) {
        return run(argv, environment, Path.of("/"), new byte[0], LIMIT);
    }

    /** Runs as root, through sudo when these tests are not. */
    static Result asRoot(String... argv) {
        var command = new ArrayList<String>();
        if (!isRoot()) {
            command.addAll(List.of("sudo", "-n", "--"));
        }
        command.addAll(List.of(argv));
        return run(command, Map.of());
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static Result run(List<String> argv, Map<String, String> environment, Path folder, byte[] input, Duration limit) {
        try {
            var builder = new ProcessBuilder(argv).directory(folder.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var out = readAll(process.getInputStream());
            var err = readAll(process.getErrorStream());
            Thread.ofVirtual().start(() -> write(process, input));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                throw new AssertionError("%s did not end within %s%nstdout: %s%nstderr: %s"
                        .formatted(argv, limit, text(out.get()), text(err.get())));
            }
            return new Result(
                    argv, process.exitValue(), new String(out.get(), StandardCharsets.ISO_8859_1), text(err.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends a program and all that it started. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void write(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException ended) {
            // A program need not read its input.
        }
    }

    private static FutureTask<byte[]> readAll(InputStream stream) {
        var task = new FutureTask<>(stream::readAllBytes);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
