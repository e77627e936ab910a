package dev.taowa.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.e2e.Programs.Result;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** The packaged command with a state of its own; closing it removes the state and demands that nothing is left. */
final class Taowa implements AutoCloseable {

    /** Long enough for the first {@code up} of a new machine, which builds the base image and installs the web IDE. */
    static final Duration UP_LIMIT = Duration.ofMinutes(12);

    static final Path HOME =
            Path.of(System.getProperty("taowa.home", "..")).toAbsolutePath().normalize();
    static final Path ARTIFACTS =
            Path.of(System.getProperty("taowa.artifacts", "target")).toAbsolutePath();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** States in use, so that an interrupted run takes down what it started. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Taowa::sweep), "sweep"));
    }

    private final List<String> prefix;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path state;

    private Taowa(List<String> prefix, Map<String, String> environment, Path folder, Path state) {
        this.prefix = List.copyOf(prefix);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.state = state;
        OPEN.add(state);
    }

    static Taowa fresh() {
        var folder = Folders.temporary("");
        return at(folder, folder.resolve("state"));
    }

    /** With the state at a place of the test's choice. */
    static Taowa at(Path state) {
        return at(Folders.temporary(""), state);
    }

    private static Taowa at(Path folder, Path state) {
        return new Taowa(
                List.of(HOME.resolve("taowa").toString()),
                Map.of("TAOWA_STATE", state.toString(), "NO_COLOR", "1"),
                folder,
                state);
    }

    /** The same program for another user of this machine, who keeps the state in their home folder. */
    static Taowa as(String user, Path program, Path home) {
        return new Taowa(
                List.of("runuser", "-u", user, "--", "env", "HOME=" + home, "USER=" + user, program.toString()),
                Map.of("NO_COLOR", "1"),
                home,
                home.resolve(".local/state/taowa"));
    }

    /** The same state, with more in the environment. */
    Taowa with(Map<String, String> more) {
        var merged = new HashMap<>(environment);
        merged.putAll(more);
        return new Taowa(prefix, merged, folder, state);
    }

    /** A folder for the test's own files, removed at the end. */
    Path folder() {
        return folder;
    }

    Path state() {
        return state;
    }

    String stateId() {
        return Folders.read(state.resolve("state-id")).strip();
    }

    List<String> argv(String... arguments) {
        var argv = new ArrayList<>(prefix);
        argv.addAll(List.of(arguments));
        return argv;
    }

    Map<String, String> environment() {
        return environment;
    }

    Result run(String... arguments) {
        return Programs.run(argv(arguments), environment, folder, new byte[0], UP_LIMIT);
    }

    Result runIn(Path directory, String... arguments) {
        return Programs.run(argv(arguments), environment, directory, new byte[0], UP_LIMIT);
    }

    Result feed(byte[] input, String... arguments) {
        return Programs.run(argv(arguments), environment, folder, input, UP_LIMIT);
    }

    Running start(String... arguments) {
        return Running.start(argv(arguments), environment, folder);
    }

    JsonNode json(String... arguments) {
        return parse(run(arguments).orFail().out());
    }

    /** Starts a workspace and returns the document of {@code up --json}. */
    JsonNode up(String... arguments) {
        var all = new ArrayList<>(List.of("up", "--json"));
        all.addAll(List.of(arguments));
        return json(all.toArray(String[]::new));
    }

    /** Runs a shell line in a workspace, as its user, and returns what it prints; the line is the test's own. */
    String sh(String name, String line) {
        return exec(name, "sh", "-c", line).orFail().line();
    }

    Result exec(String name, String... command) {
        var all = new ArrayList<>(List.of("exec", name, "--"));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    JsonNode show(String name) {
        return json("show", name, "--json");
    }

    String status(String name) {
        return show(name).path("state").asText();
    }

    List<JsonNode> list() {
        return StreamSupport.stream(json("ls", "--json").spliterator(), false).toList();
    }

    void remove(String name) {
        run("rm", "--yes", name).orFail();
    }

    /** What the running server says of itself, if one runs. */
    Optional<JsonNode> server() {
        var file = state.resolve("server.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(parse(Folders.read(file)))
                .filter(server -> alive(server.path("pid").asLong()));
    }

    @Override
    public void close() {
        try {
            if (Files.exists(state.resolve("state-id"))) {
                removeEverything();
            }
        } finally {
            OPEN.remove(state);
            Programs.asRoot("rm", "-rf", "--one-file-system", state.toString(), folder.toString());
        }
    }

    private static void sweep(Path state) {
        var id = state.resolve("state-id");
        if (Files.exists(id)) {
            Machine.sweep(Folders.read(id).strip(), state);
        }
        Programs.asRoot("rm", "-rf", "--one-file-system", state.toString());
    }

    private void removeEverything() {
        var id = stateId();
        var trouble = new ArrayList<String>();
        for (var workspace : list()) {
            var removed = run("rm", "--yes", workspace.path("name").asText());
            if (removed.status() != 0) {
                trouble.add(removed.toString());
            }
        }
        trouble.addAll(Machine.onEngine(id));
        stopServer();
        trouble.addAll(Machine.afterServer(id, state));
        if (!trouble.isEmpty()) {
            Machine.sweep(id, state);
            throw new AssertionError("left behind by state %s:%n%s".formatted(id, String.join("\n", trouble)));
        }
    }

    private void stopServer() {
        server().ifPresent(server -> {
            var pid = server.path("pid").asLong();
            Programs.asRoot("kill", "-TERM", Long.toString(pid));
            Await.until("server %d ended".formatted(pid), Duration.ofSeconds(60), () -> !alive(pid));
        });
    }

    static boolean alive(long pid) {
        return Files.exists(Path.of("/proc/" + pid + "/exe"), LinkOption.NOFOLLOW_LINKS) && !Machine.isZombie(pid);
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
