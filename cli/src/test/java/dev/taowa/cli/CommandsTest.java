package dev.taowa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    private static final String DEMO = """
            {"name":"demo","id":"0123456789ab","state":"running","reason":null,"host":"local","tier":"userns",
             "source":"/home/me/demo","folder":"/workspaces/demo","user":"dev","createdAt":"2026-01-01T00:00:00Z",
             "ssh":{"host":"127.0.0.1","port":40022,"command":"ssh demo.taowa"},
             "ide":{"url":"http://ide--demo.taowa.localhost:7700/?taowa-token=x"},
             "ports":[{"port":8080,"label":"web","url":"http://8080--demo.taowa.localhost:7700","origin":"node (pid 7)"}],
         "phases":[{"name":"boot","startedAt":"2026-01-01T00:00:00Z","durationMillis":1240,"outcome":"done"}]}\
        """;

    @TempDir
    private Path folder = Path.of("");

    private final FakeServer server = new FakeServer(1);

    @BeforeEach
    void announce() {
        CommandRun.announce(folder, server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @BeforeEach
    void makeAFolderThatLooksLikeAnArchive() throws IOException {
        Files.createDirectory(folder.resolve("a-folder.tar"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "up --help",
                "init --help",
                "templates --help",
                "ls --help",
                "show --help",
                "ports --help",
                "logs --help",
                "stats --help",
                "open --help",
                "stop --help",
                "start --help",
                "restart --help",
                "rebuild --help",
                "rm --help",
                "host --help",
                "host check --help",
                "doctor --help",
                "completion --help",
                "version --help",
                "validate --help",
                "validate no-such-folder",
                "validate https://example.test/x",
                "",
                "lss",
                "ls --jsn",
                "ls more",
                "up --cpus x",
                "up --cpus -1",
                "up --memory lots",
                "up --allow-network moon",
                "up --ide emacs",
                "up no-such-folder",
                "up --name Not_Legal .",
                "show",
                "show Not_Legal",
                "host",
                "host check moon",
                "host add moon ssh://me@moon",
                "host rm local",
                "rm demo",
                "open demo 99999",
                "logs demo -f --json",
                "load --help",
                "load demo",
                "load demo -- -x",
                "load demo none.tar",
                "load demo a-folder.tar",
                "templates",
                "templates --json",
                "init no-such-folder",
                "init --template jvaa",
                "init --template java --param version=9 --param x=1",
                "init --template vm --param docker",
                "init --template java --param verison=21",
                "init --template https://me:s3cret@example.org/templates",
                "up --template https://me:s3cret@example.org/templates",
                "up --template ./none",
                "up --template vm --param docker",
                "up --template vm --config x.json",
                "up --param docker=true",
            })
    void helpAndMistakesReadAsBefore(String arguments) {
        var run = run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        var shown = "status %d%n--- out%n%s--- err%n%s".formatted(run.status(), run.out(), run.err());
        Golden.check("command-" + arguments.replaceAll("[^a-z0-9]+", "-"), shown.replace(folder.toString(), "FOLDER"));
    }

    @Test
    void listsWorkspacesInATable() {
        server.on("GET workspaces", 200, "[" + DEMO + "]");

        Golden.check("ls", run("ls").out());
    }

    @Test
    void listsWhatGoesOnInTheBackgroundAndWhyWorkspacesFailed() {
        server.on("GET workspaces", 200, """
                [{"name":"one","state":"running","lifecycle":"running"},
                 {"name":"two","state":"failed","reason":"postStartCommand of x ended with exit status 3"}]""");

        var run = run("ls");

        assertThat(run.out()).contains("running (lifecycle)");
        assertThat(run.err()).isEqualTo("two: postStartCommand of x ended with exit status 3\n");
    }

    @Test
    void showsAWorkspace() {
        server.on("GET workspaces/demo", 200, DEMO);

        Golden.check("show", run("show", "demo").out());
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() {
        server.on("GET workspaces/demo", 200, DEMO);

        var run = run("show", "demo", "--json");

        Golden.check("show-json", run.out());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void anEmptyListIsSaidBesideTheData() {
        server.on("GET workspaces", 200, "[]");

        var run = run("ls");

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("taowa up SOURCE");
    }

    @Test
    void showsWhatAWorkspaceUses() {
        server.on("GET workspaces/demo/stats", 200, """
                {"cpuTime":"PT1M5.5S","memory":20971520,"memoryLimit":4294967296,"pids":31,"disk":1024,
             "received":0,"sent":5}\
            """);

        Golden.check("stats", run("stats", "demo").out());
    }

    @Test
    void aProblemOfTheServerSetsTheStatus() {
        server.on(
                "GET workspaces", 503, "{\"code\":\"ENGINE_UNREACHABLE\",\"what\":\"no engine\",\"fix\":\"start it\"}");

        var run = run("ls");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("problem: no engine\nfix: start it\n");
    }

    @Test
    void anUnfitHostIsAProblemOfTheHost() {
        server.on("GET hosts/local/check", 200, """
                {"host":"local","tier":null,"capabilities":[{"id":"kernel","title":"Kernel","found":"3.10",
             "verdict":"UNFIT","fix":"take a newer kernel"}]}\
            """);

        var run = run("host", "check", "local");

        Golden.check("host-check", run.out());
        assertThat(run.status()).isEqualTo(3);
    }

    @Test
    void logsAreCopiedByteForByte() {
        server.on("GET workspaces/demo/logs?follow=false", 200, "one\ntwo\n");

        assertThat(run("logs", "demo").out()).isEqualTo("one\ntwo\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --json"})
    void watchedPortsComeAndGo(String option) {
        server.on("GET workspaces/demo/ports/events", 200, FakeServer.events(0, """
                        [{"port":8080,"label":"web","url":"http://8080--demo","origin":"declared"}]""", """
                        [{"port":8080,"label":"web","url":"http://8080--demo","origin":"node (pid 7)"},\
                        {"port":80,"label":"shop.example","url":"","origin":"Ingress default/\\u001bfront"}]""", "[]"));

        var run = run(("ports demo --watch" + option).split(" ", -1));

        Golden.check("ports-watch" + option.strip(), run.out());
        assertThat(run.err()).isEqualTo("demo does not run any more\n");
    }

    @Test
    void opensAPort() {
        server.on("POST workspaces/demo/open", 200, "{\"url\":\"http://8080--demo.taowa.localhost:7700/\"}");

        assertThat(run("open", "demo", "8080").out()).isEqualTo("http://8080--demo.taowa.localhost:7700/\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "restart", "rebuild"})
    void whatTheDefinitionNamesIsSentAgain(String verb) throws IOException {
        Files.writeString(folder.resolve("other.json"), "{\"containerEnv\": {\"A\": \"${localEnv:HOME}\"}}");
        server.on("GET workspaces/demo", 200, "{\"source\":\"%s\",\"config\":\"other.json\"}".formatted(folder));
        var bodies = new ArrayList<String>();
        server.on("POST workspaces/demo/" + verb, exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            FakeServer.send(exchange, 409, "{\"code\":\"BAD_ARGUMENT\",\"what\":\"enough\",\"fix\":\"none\"}");
        });

        run(verb, "demo");

        assertThat(bodies).containsExactly("{\"client\":{\"HOME\":\"%s\"}}".formatted(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "restart", "rebuild"})
    void nothingIsSentForASourceThatIsGone(String verb) {
        server.on("GET workspaces/demo", 200, "{\"source\":\"/none/such\",\"config\":null}");

        run(verb, "demo");

        assertThat(server.asked()).contains("POST /api/v1/workspaces/demo/" + verb);
    }

    @Test
    void completionKnowsTheCommands() {
        assertThat(run("completion").out()).contains("rebuild", "--keep-volumes", "complete ");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(
                folder,
                _ -> {
                    throw new AssertionError("the fake server answers");
                },
                arguments);
    }
}
