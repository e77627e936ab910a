package dev.taowa.cli.context;

import dev.taowa.cli.client.ApiClient;
import dev.taowa.cli.client.StateFolder;
import dev.taowa.cli.json.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What every command works with.
 *
 * <p>Data goes to {@code out}; everything else, such as progress, warnings and problems, goes to {@code err}.
 */
public final class CommandContext {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Path folder;
    private final StateFolder state;
    private final ApiClient api;
    private volatile Consumer<String> speaker;

    public CommandContext(
            PrintStream out, PrintStream err, Map<String, String> environment, Path folder, ServerAccess access) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.state = StateFolder.of(environment);
        this.speaker = err::println;
        this.api = access.client(state, this::say);
    }

    /** Makes the way to the server, which may have something to tell while it starts. */
    @FunctionalInterface
    public interface ServerAccess {
        ApiClient client(StateFolder state, Consumer<String> say);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public Map<String, String> environment() {
        return environment;
    }

    /** The folder that relative paths start from. */
    public Path folder() {
        return folder;
    }

    public StateFolder state() {
        return state;
    }

    /** The API of the server, which is started by the first request. */
    public ApiClient api() {
        return api;
    }

    /** One line for the person, beside the data. */
    public void say(String line) {
        speaker.accept(line);
    }

    /** While a display owns the terminal, lines go through it. */
    public void speakThrough(Consumer<String> display) {
        speaker = display;
    }

    public void speakPlainly() {
        speaker = err::println;
    }

    public void print(Json json) {
        out.println(json.pretty());
    }

    public void print(List<String> lines) {
        lines.forEach(out::println);
    }
}
