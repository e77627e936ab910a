package dev.taowa.server;

import dev.taowa.lifecycle.HostPrograms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Programs of this machine as the person who runs the server; an interrupt ends one with all it started. */
final class PersonsPrograms implements HostPrograms {

    @Override
    public int run(List<String> argv, Map<String, String> environment, Path folder, Consumer<String> lines)
            throws IOException {
        var builder = new ProcessBuilder(argv).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        var reading = Thread.ofVirtual().name("program-output").start(() -> read(process, lines));
        try {
            var status = process.waitFor();
            reading.join();
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void read(Process process, Consumer<String> lines) {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            // The program ended while it was read.
        }
    }
}
