package dev.taowa.driver.podman.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks programs of this machine, as the person who runs Taowa. */
final class HostPrograms {

    private static final int PATIENCE_SECONDS = 30;

    private HostPrograms() {}

    /** What the program prints; empty when it is missing or fails. */
    static Optional<String> output(String... argv) {
        try {
            var process = new ProcessBuilder(List.of(argv))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .start();
            try {
                var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
                        ? Optional.of(output)
                        : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
