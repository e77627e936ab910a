package dev.taowa.git;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Step;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The git program, run as the person in {@link GitEnvironment}. */
final class GitProgram {

    private static final int DYING_SECONDS = 10;

    private static final long CHECK_MILLIS = 200;
    private static final int KEPT_LINES = 200;
    private static final int LINE_CHARACTERS = 4096;

    private final Map<String, String> environment;
    private final GitProgress progress;
    private final Step step;
    private final Optional<Room> room;

    /** @param room that it must not outgrow */
    GitProgram(String url, Optional<Secret> credentials, Map<String, String> client, Step step, Optional<Room> room)
            throws IOException {
        this.room = room;
        this.progress = new GitProgress(step.progress());
        this.step = step;
        this.environment = GitEnvironment.of(url, credentials, client, sshCommand(client));
    }

    /** How a run ended, and the last lines of its stderr. */
    record Outcome(int status, List<String> errors) {}

    private Optional<String> sshCommand(Map<String, String> client) throws IOException {
        var given = client.get("GIT_SSH_COMMAND");
        if (given != null) {
            return Optional.of(given);
        }
        var lines = new ArrayList<String>();
        run(List.of("config", "--get", "core.sshCommand"), Path.of("/"), lines::add, GitEnvironment.plain(client));
        return lines.stream().findFirst();
    }

    List<String> output(List<String> argv, Path folder) throws IOException {
        var lines = new ArrayList<String>();
        run(argv, folder, lines::add);
        return lines;
    }

    /** Runs git; an interrupt ends it with everything it started. */
    Outcome run(List<String> argv, Path folder, Consumer<String> output) throws IOException {
        return run(argv, folder, output, environment);
    }

    private Outcome run(List<String> argv, Path folder, Consumer<String> output, Map<String, String> variables)
            throws IOException {
        var process = start(argv, folder, variables);
        try {
            var errors = new ArrayList<String>();
            var reading = List.of(
                    Thread.ofVirtual().start(() -> lines(process.getErrorStream(), line -> note(line, errors))),
                    Thread.ofVirtual().start(() -> lines(process.getInputStream(), output)));
            awaitEnd(process);
            var status = process.exitValue();
            for (var each : reading) {
                each.join();
            }
            return new Outcome(status, errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    new Problem(
                            ProblemCode.CANCELLED, "the checkout was cancelled", "run the same command again to go on"),
                    e);
        } finally {
            end(process);
        }
    }

    private void awaitEnd(Process process) throws InterruptedException {
        if (room.isEmpty()) {
            process.waitFor();
            return;
        }
        do {
            if (room.get().isExceeded()) {
                throw GitProblems.tooLarge(room.get().bytes());
            }
        } while (!process.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS));
        if (room.get().isExceeded()) {
            throw GitProblems.tooLarge(room.get().bytes());
        }
    }

    /** Kills it with what it started, and waits until the kernel is done with all of them. */
    private static void end(Process process) {
        var all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, DYING_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static Process start(List<String> argv, Path folder, Map<String, String> variables) throws IOException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(argv);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException e) {
            throw GitProblems.missing(e);
        }
    }

    private void note(String line, List<String> errors) {
        if (progress.take(line)) {
            return;
        }
        var shown = line.replaceAll("\\p{Cntrl}", "?").stripTrailing();
        if (errors.size() == KEPT_LINES) {
            errors.removeFirst();
        }
        errors.add(shown);
        step.line(shown);
    }

    /** Lines end with a line feed, or with a carriage return where git shows progress. */
    private static void lines(InputStream input, Consumer<String> lines) {
        try (var reader = new InputStreamReader(input, StandardCharsets.UTF_8)) {
            var line = new StringBuilder();
            for (var c = reader.read(); c >= 0; c = reader.read()) {
                if (c == '\n' || c == '\r') {
                    if (!line.isEmpty()) {
                        lines.accept(line.toString());
                    }
                    line.setLength(0);
                } else if (line.length() < LINE_CHARACTERS) {
                    line.append((char) c);
                }
            }
            if (!line.isEmpty()) {
                lines.accept(line.toString());
            }
        } catch (IOException e) {
            // The program ended while it was read.
        }
    }
}
