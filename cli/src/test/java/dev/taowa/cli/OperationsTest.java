package dev.taowa.cli;

import static dev.taowa.cli.FakeServer.breakOff;
import static dev.taowa.cli.FakeServer.events;
import static dev.taowa.cli.FakeServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.cli.client.ServerStart;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OperationsTest {

    private static final String OPERATION = "{\"id\":\"7\",\"workspace\":\"demo\"}";
    private static final String STARTED = "{\"type\":\"started\",\"phase\":\"BOOT\",\"at\":\"2026-01-01T00:00:00Z\"}";
    private static final String ENDED = """
            {"type":"ended","phase":"BOOT","at":"2026-01-01T00:00:02Z","took":"PT2S","outcome":"DONE"}""";
    private static final String SUCCEEDED = "{\"type\":\"succeeded\",\"workspace\":\"demo\"}";
    private static final String READY = "{\"type\":\"ready\",\"workspace\":\"demo\"}";
    private static final String FAILED = """
            {"type":"failed","problem":{"code":"NO_SPACE","what":"the disk is full","fix":"free some"}}""";
    private static final String DEMO = "{\"name\":\"demo\",\"ssh\":{\"command\":\"ssh demo.taowa\"}}";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anOperationIsShownInPlainLines() {
        try (var server = new FakeServer(1)
                .on("POST workspaces", 202, OPERATION)
                .on("GET operations/7/events", 200, events(0, STARTED, ENDED, SUCCEEDED))
                .on("GET workspaces/demo", 200, DEMO)) {
            CommandRun.announce(folder, server);

            var run = up(never());

            assertThat(run.status()).isZero();
            assertThat(run.out()).isEqualTo("ssh       ssh demo.taowa\n");
            assertThat(run.err()).startsWith("Boot ...\nBoot: done in 2.0 s\n").doesNotContain("\u001b");
        }
    }

    @Test
    void upReturnsWhenTheRestRunsInTheBackground() {
        try (var server = new FakeServer(1)
                .on("POST workspaces", 202, OPERATION)
                .on("GET operations/7/events", exchange -> breakOff(exchange, events(0, STARTED, ENDED, READY)))
                .on("GET workspaces/demo", 200, "{\"name\":\"demo\",\"lifecycle\":\"running\"}")) {
            CommandRun.announce(folder, server);

            var run = up(never());

            assertThat(run.status()).isZero();
            assertThat(run.err()).endsWith("lifecycle commands still run: `taowa logs -f demo` follows them\n");
        }
    }

    @Test
    void aFailureIsTwoLinesAndAStatus() {
        try (var server = new FakeServer(1)
                .on("POST workspaces", 202, OPERATION)
                .on("GET operations/7/events", 200, events(0, STARTED, FAILED))) {
            CommandRun.announce(folder, server);

            var run = up(never());

            assertThat(run.status()).isEqualTo(3);
            assertThat(run.err()).endsWith("problem: the disk is full\nfix: free some\n");
        }
    }

    @Test
    void aBrokenStreamIsResumedAfterTheLastEvent() {
        try (var server = new FakeServer(1)) {
            server.on("POST workspaces", 202, OPERATION)
                    .on("GET workspaces/demo", 200, DEMO)
                    .on("GET operations/7/events", exchange -> {
                        if (exchange.getRequestHeaders().getFirst("Last-Event-ID") == null) {
                            breakOff(exchange, events(0, STARTED));
                        }
                        send(exchange, 200, events(1, ENDED, SUCCEEDED));
                    });
            CommandRun.announce(folder, server);

            var run = up(never());

            assertThat(run.status()).isZero();
            assertThat(server.asked()).contains("GET /api/v1/operations/7/events after 0");
            assertThat(run.err()).containsOnlyOnce("Boot ...");
        }
    }

    @Test
    void aServerThatDiesIsStartedAgainAndAskedTheSame() {
        try (var first = new FakeServer(1);
                var second = new FakeServer(2)
                        .on("POST workspaces", 202, OPERATION)
                        .on("GET operations/7/events", 200, events(0, STARTED, ENDED, SUCCEEDED))
                        .on("GET workspaces/demo", 200, DEMO)) {
            first.on("POST workspaces", 202, OPERATION).on("GET operations/7/events", exchange -> {
                first.die();
                breakOff(exchange, events(0, STARTED));
            });
            CommandRun.announce(folder, first);

            var run = up(_ -> CommandRun.announce(folder, second));

            assertThat(run.status()).isZero();
            assertThat(second.asked()).contains("POST /api/v1/workspaces");
            assertThat(run.err()).containsOnlyOnce("the local server ended; starting it again");
        }
    }

    @Test
    void deletingAgainAfterADeathIsDone() {
        try (var first = new FakeServer(1);
                var second = new FakeServer(2)) {
            first.on("DELETE workspaces/demo?keepVolumes=false", 202, OPERATION)
                    .on("GET operations/7/events", exchange -> {
                        first.die();
                        breakOff(exchange, events(0, STARTED));
                    });
            CommandRun.announce(folder, first);

            var run = CommandRun.of(folder, _ -> CommandRun.announce(folder, second), "rm", "--yes", "demo");

            assertThat(run.status()).isZero();
            assertThat(run.err()).endsWith("deleted demo\n");
        }
    }

    private CommandRun up(ServerStart start) {
        return CommandRun.of(folder, start, "up");
    }

    private static ServerStart never() {
        return _ -> {
            throw new AssertionError("the fake server answers");
        };
    }
}
