package dev.taowa.cli.progress;

import dev.taowa.cli.terminal.Terminal;
import dev.taowa.cli.terminal.TerminalWidth;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Chooses how to show an operation, and lets time pass in it. */
public final class Displays {

    private static final Duration FRAME = Duration.ofMillis(100);

    private Displays() {}

    public static Display of(PrintStream out, Terminal terminal, Map<String, String> environment) {
        var clock = InstantSource.system();
        var display = terminal.cursor()
                ? new LiveDisplay(out, terminal, clock, new TerminalWidth(environment))
                : new PlainDisplay(out, clock);
        Thread.ofPlatform().daemon().name("progress").start(() -> pass(display));
        return display;
    }

    private static void pass(Display display) {
        try {
            while (true) {
                Thread.sleep(FRAME);
                display.tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
