package dev.taowa.cli.client;

import dev.taowa.api.ServerAddress;
import dev.taowa.cli.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running server of another version. */
final class OlderServer {

    private static final Set<String> UNDER_WAY = Set.of("creating", "building", "starting", "stopping", "deleting");
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration END = Duration.ofSeconds(20);

    private OlderServer() {}

    /** True when it works on something, or says what this version does not understand. */
    static boolean isBusy(ServerAddress server) {
        try {
            return Patience.within(ANSWER, () -> {
                try (var call = HttpCall.send(server, "GET", "/api/v1/workspaces", Map.of(), "")) {
                    return call.status() != 200
                            || Json.parse(call.text()).elements().stream()
                                    .anyMatch(workspace -> UNDER_WAY.contains(workspace.text("state")));
                }
            });
        } catch (IOException gone) {
            return false;
        }
    }

    /** Asks it to end and waits until it has. Workspaces do not depend on it. */
    static void end(ServerAddress server) {
        var process = ProcessHandle.of(server.pid());
        if (process.isEmpty() || !process.get().destroy()) {
            return;
        }
        try {
            process.get().onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stubborn) {
            process.get().destroyForcibly();
        }
    }
}
