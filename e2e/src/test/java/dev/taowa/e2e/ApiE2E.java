package dev.taowa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What clients of the server's API other than our own command line rely on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiE2E {

    private static final long SECONDS = 60;

    private final Taowa taowa = Taowa.fresh();
    private final Path project = taowa.folder().resolve("api");

    @BeforeAll
    void serve() {
        Folders.write(
                project.resolve(".devcontainer/devcontainer.json"), "{\"postCreateCommand\": \"echo made; sleep 1\"}");
        taowa.up(project.toString(), "--ide", "none");
    }

    @AfterAll
    void close() {
        taowa.close();
    }

    private String start(String action) {
        var answer = Web.api(taowa, "POST", "workspaces/api/" + action, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return "operations/" + Taowa.parse(answer.body()).path("id").asText() + "/events";
    }

    private List<String> follow(String events, Map<String, String> headers) {
        return Web.lines(taowa, events, headers).filter(line -> !line.isEmpty()).toList();
    }

    private static List<Long> numbers(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.valueOf(line.substring("id:".length()).strip()))
                .toList();
    }

    @Test
    void eventsGoOnAfterTheLastOneSeen() {
        var events = start("restart");
        var all = follow(events, Map.of());
        var seen = numbers(all);

        assertThat(seen).startsWith(0L, 1L, 2L).hasSizeGreaterThan(4);
        assertThat(all.getLast()).contains("\"succeeded\"");
        var rest = follow(events, Map.of("Last-Event-ID", "2"));
        assertThat(numbers(rest)).isEqualTo(seen.subList(3, seen.size()));
        assertThat(rest.getLast()).isEqualTo(all.getLast());
    }

    @Test
    void allWhoFollowHearTheSameEnd() throws Exception {
        var events = start("restart");
        var one = CompletableFuture.supplyAsync(() -> follow(events, Map.of()));
        var two = CompletableFuture.supplyAsync(() -> follow(events, Map.of()));

        assertThat(one.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(two.get(SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void logsAreFollowedAsTheyAreWritten() throws Exception {
        var lines = Web.lines(taowa, "workspaces/api/logs?follow=true", Map.of());
        var heard = CompletableFuture.supplyAsync(() -> lines.anyMatch(line -> line.endsWith("heard outside")));

        taowa.exec("api", "logger", "-t", "e2e", "heard outside").orFail();

        assertThat(heard.get(SECONDS, TimeUnit.SECONDS)).isTrue();
        lines.close();
    }

    @Test
    void aSourceIsEnoughToAskFor() {
        var answer = Web.api(taowa, "POST", "workspaces", "{\"source\": \"%s\", \"ide\": \"none\"}".formatted(project));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var operation = Taowa.parse(answer.body());
        assertThat(operation.path("workspace").asText()).isEqualTo("api");
        assertThat(follow("operations/" + operation.path("id").asText() + "/events", Map.of())
                        .getLast())
                .contains("\"succeeded\"");
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertThat(Web.api(taowa, "GET", "operations/0123/events", "").statusCode())
                .isEqualTo(404);
        assertThat(Web.api(taowa, "GET", "workspaces/nobody/logs", "").statusCode())
                .isEqualTo(404);
        assertThat(Web.api(taowa, "POST", "workspaces/nobody/restart", "").statusCode())
                .isEqualTo(404);
        assertThat(Web.api(taowa, "POST", "workspaces", "{\"source\": 1").statusCode())
                .isEqualTo(400);
    }
}
