package dev.taowa.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;

/** The number of columns of the terminal, asked again when its window changes. */
public final class TerminalWidth implements IntSupplier {

    private static final int USUAL = 80;
    private static final int LEAST = 10;

    private final Map<String, String> environment;
    private volatile int columns;

    public TerminalWidth(Map<String, String> environment) {
        this.environment = environment;
        columns = ask();
        Signals.handle("WINCH", () -> columns = ask());
    }

    @Override
    public int getAsInt() {
        return columns;
    }

    private int ask() {
        var fallback = parsed(environment.getOrDefault("COLUMNS", ""), USUAL);
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/proc/self/fd/2").toRealPath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return parsed(answer.substring(answer.indexOf(' ') + 1), fallback);
        } catch (IOException noTerminal) {
            return fallback;
        }
    }

    private static int parsed(String text, int otherwise) {
        try {
            var number = Integer.parseInt(text);
            return number <= 0 ? otherwise : Math.max(LEAST, number);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
