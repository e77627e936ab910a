package dev.taowa.cli.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the server once in an empty state while the JVM notes what it loads, and ends it: makes its start-up cache. */
public final class ServerRehearsal {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ServerRehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var installation = Installation.find(System.getenv()).orElseThrow();
        var state = new StateFolder(Files.createTempDirectory("taowa-rehearsal"));
        try {
            var process = start(installation, state, Path.of(arguments[0]));
            new DetachedServer(state, installation)
                    .await(process, () -> state.findServer().filter(LocalServer::answers));
            request(state);
            process.destroy();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } finally {
            delete(state.path());
        }
    }

    private static Process start(Installation installation, StateFolder state, Path cache) throws IOException {
        var builder = new ProcessBuilder(installation.serverCommand("-XX:AOTCacheOutput=" + cache))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(state.serverLog().toFile());
        builder.environment().put("TAOWA_STATE", state.path().toString());
        builder.environment().put("TAOWA_HOME", installation.home().toString());
        return builder.start();
    }

    /** The way of a request belongs to what is noted. */
    private static void request(StateFolder state) throws IOException {
        try (var call = HttpCall.send(state.findServer().orElseThrow(), "GET", "/api/v1/version", Map.of(), "")) {
            call.text();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
