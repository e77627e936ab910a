package dev.taowa.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that runs beside the test; everything it prints is one list of lines. */
final class Running implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Running(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static Running start(List<String> argv, Map<String, String> environment, Path folder) {
        try {
            var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            return new Running(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line; false if the program ended without it. */
    boolean awaitLine(Duration limit, Predicate<String> wanted) {
        Await.until("a line of " + lines, limit, () -> lines.stream().anyMatch(wanted) || ended());
        return lines.stream().anyMatch(wanted);
    }

    int awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still runs after %s: %s".formatted(limit, lines));
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code kill -9}, of the program and of what it started. */
    void kill() {
        Programs.end(process);
    }

    @Override
    public void close() {
        kill();
    }

    private boolean ended() {
        return !process.isAlive() && !reader.isAlive();
    }

    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            // The program was ended.
        }
    }
}
