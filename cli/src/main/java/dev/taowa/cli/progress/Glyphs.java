package dev.taowa.cli.progress;

import dev.taowa.cli.terminal.Terminal;
import dev.taowa.task.Event;
import java.time.Duration;

/** Marks and colours, as far as the terminal has them. */
final class Glyphs {

    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String PLAIN_SPINNER = "|/-\\";
    private static final int FRAME_MILLIS = 100;

    private final Terminal terminal;

    Glyphs(Terminal terminal) {
        this.terminal = terminal;
    }

    String spinner(Duration since) {
        var frames = terminal.unicode() ? SPINNER : PLAIN_SPINNER;
        var frame = (int) (since.toMillis() / FRAME_MILLIS % frames.length());
        return colour("36", frames.substring(frame, frame + 1));
    }

    String outcome(Event.Outcome outcome) {
        return switch (outcome) {
            case DONE -> colour("32", terminal.unicode() ? "✓" : "+");
            case UNCHANGED -> colour("32", "=");
            case FAILED -> colour("31", terminal.unicode() ? "✗" : "x");
        };
    }

    String warning() {
        return colour("33", "!");
    }

    String ellipsis() {
        return terminal.unicode() ? "…" : ">";
    }

    String dim(String text) {
        return colour("2", text);
    }

    private String colour(String code, String text) {
        return terminal.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
