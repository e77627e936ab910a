package dev.taowa.git;

import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Step;
import dev.taowa.workspace.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The git program with what a hostile repository or server could make it do turned off, and the person's own SSH agent
 * and credential helpers left on.
 */
final class GitProgram {

    private static final int KEPT_LINES = 200;
    private static final int LINE_CHARACTERS = 4096;
    private static final Pattern PROGRESS = Pattern.compile(
            "(?:remote: )?([A-Z][a-z ]+): +(?:[0-9]+% \\()?([0-9]+)(?:/([0-9]+))?\\)?(?:, ([0-9.]+) ([KMG]i)?B?.*)?.*");

    /** Git reads these as configuration (git-config(1), GIT_CONFIG_COUNT), where no command line shows them. */
    private static final Map<String, String> CONFIGURATION = Map.of(
            "core.hooksPath", "/dev/null",
            "core.fsmonitor", "false",
            "protocol.allow", "never",
            "protocol.https.allow", "always",
            "protocol.http.allow", "always",
            "protocol.ssh.allow", "always",
            "protocol.file.allow", "user",
            "advice.detachedHead", "false",
            "gc.auto", "0",
            "transfer.fsckObjects", "false");

    private final Optional<Secret> credentials;
    private final Map<String, String> client;
    private final Step step;

    GitProgram(Optional<Secret> credentials, Map<String, String> client, Step step) {
        this.credentials = credentials;
        this.client = client;
        this.step = step;
    }

    /** How a run ended, and the last lines of its stderr. */
    record Outcome(int status, List<String> errors) {}

    List<String> output(List<String> argv, Path folder) throws IOException {
        var lines = new ArrayList<String>();
        run(argv, folder, lines::add);
        return lines;
    }

    /** Runs git; an interrupt ends it with everything it started. */
    Outcome run(List<String> argv, Path folder, Consumer<String> output) throws IOException {
        var command = new ArrayList<String>(List.of("git"));
        command.addAll(argv);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var askpass = credentials.isPresent() ? Optional.of(askpass()) : Optional.<Path>empty();
        builder.environment().putAll(environment(askpass));
        var process = builder.start();
        try {
            var errors = new ArrayList<String>();
            var reading = Thread.ofVirtual().start(() -> lines(process.getErrorStream(), line -> note(line, errors)));
            lines(process.getInputStream(), output);
            var status = process.waitFor();
            reading.join();
            return new Outcome(status, errors);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            if (askpass.isPresent()) {
                Files.deleteIfExists(askpass.get());
            }
        }
    }

    private Map<String, String> environment(Optional<Path> askpass) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("GIT_LFS_SKIP_SMUDGE", "1");
        environment.put("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=20");
        var agent = client.get("SSH_AUTH_SOCK");
        if (agent != null) {
            environment.put("SSH_AUTH_SOCK", agent);
        }
        var number = 0;
        for (var each : CONFIGURATION.entrySet()) {
            environment.put("GIT_CONFIG_KEY_" + number, each.getKey());
            environment.put("GIT_CONFIG_VALUE_" + number++, each.getValue());
        }
        environment.put("GIT_CONFIG_COUNT", String.valueOf(number));
        askpass.ifPresent(program -> {
            var parts = credentials.orElseThrow().revealText().split(":", 2);
            environment.put("GIT_ASKPASS", program.toString());
            environment.put("TAOWA_GIT_USER", decode(parts[0]));
            environment.put("TAOWA_GIT_PASSWORD", decode(parts.length > 1 ? parts[1] : parts[0]));
        });
        return environment;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** A program that answers git's questions from its environment, so that no command line shows a credential. */
    private static Path askpass() throws IOException {
        var file = Files.createTempFile(
                "taowa-askpass",
                ".sh",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(file, """
                #!/bin/sh
                case $1 in
                    Username*) printf '%s\\n' "$TAOWA_GIT_USER" ;;
                    *) printf '%s\\n' "$TAOWA_GIT_PASSWORD" ;;
                esac
                """);
        return file;
    }

    private void note(String line, List<String> errors) {
        var progress = PROGRESS.matcher(line);
        if (progress.matches()) {
            var total = progress.group(3) == null ? 0 : Long.parseLong(progress.group(3));
            step.progress()
                    .report(new Event.Advanced(
                            Phase.SOURCE,
                            progress.group(1),
                            Long.parseLong(progress.group(2)),
                            total,
                            Event.Unit.OBJECTS));
            bytes(progress.group(4), progress.group(5));
            return;
        }
        if (errors.size() == KEPT_LINES) {
            errors.removeFirst();
        }
        errors.add(line);
        step.line(line);
    }

    private void bytes(@Nullable String number, @Nullable String unit) {
        if (number == null) {
            return;
        }
        var shift = unit == null ? 0 : unit.startsWith("K") ? 10 : unit.startsWith("M") ? 20 : 30;
        var count = (long) (Double.parseDouble(number) * (1L << shift));
        step.progress().report(new Event.Advanced(Phase.SOURCE, "Received", count, 0, Event.Unit.BYTES));
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
        } catch (IOException | UncheckedIOException e) {
            // The program ended while it was read.
        }
    }
}
