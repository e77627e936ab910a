package dev.taowa.cli.progress;

import dev.taowa.cli.terminal.Terminal;
import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.task.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Draws the running phases at the bottom of the terminal, one line each with its last line of output below; a phase that
 * ended scrolls up and stays.
 */
final class LiveDisplay implements Display {

    private static final String CLEAR = "\r\u001b[J";
    private static final int TITLE = 10;
    private static final int TIME = 8;

    /** Below so many columns there is no room for columns. */
    private static final int NARROW = 40;

    private final PrintStream out;
    private final Glyphs glyphs;
    private final InstantSource clock;
    private final IntSupplier width;
    private final Board board = new Board();
    private int drawn;
    private boolean closed;

    LiveDisplay(PrintStream out, Terminal terminal, InstantSource clock, IntSupplier width) {
        this.out = out;
        this.glyphs = new Glyphs(terminal);
        this.clock = clock;
        this.width = width;
    }

    @Override
    public synchronized void show(Event event) {
        if (closed) {
            return;
        }
        var phase = board.apply(event);
        var kept = new ArrayList<String>();
        if (event instanceof Event.Warned warned) {
            kept.add(glyphs.warning() + " " + TextWidth.printable(warned.text()));
        }
        if (event instanceof Event.Ended ended && phase.isPresent()) {
            kept.addAll(ended(phase.get(), ended));
        }
        // Lines of output come by the thousand; the next tick draws the last one.
        if (!kept.isEmpty() || event instanceof Event.Started) {
            draw(kept);
        }
    }

    @Override
    public synchronized void say(String line) {
        draw(List.of(line));
    }

    @Override
    public synchronized void tick() {
        if (!closed && drawn > 0) {
            draw(List.of());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        draw(List.of());
    }

    private void draw(List<String> kept) {
        var frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[%dA".formatted(drawn)).append(CLEAR);
        }
        kept.forEach(line -> frame.append(line).append('\n'));
        var live = closed ? List.<String>of() : live();
        live.forEach(line -> frame.append(line).append('\n'));
        drawn = live.size();
        out.print(frame);
        out.flush();
    }

    private List<String> live() {
        var now = clock.instant();
        var columns = width.getAsInt() - 1;
        var lines = new ArrayList<String>();
        for (var phase : board.running()) {
            var took = phase.took(now);
            lines.add(glyphs.spinner(took) + " " + cut(line(phase, took, phase.detail()), columns - 2));
            if (!phase.lines().isEmpty()) {
                lines.add(glyphs.dim(cut("  " + phase.lines().getLast(), columns)));
            }
        }
        return lines;
    }

    private List<String> ended(PhaseProgress phase, Event.Ended ended) {
        var columns = width.getAsInt() - 1;
        var word = ended.outcome() == Event.Outcome.UNCHANGED ? "already there" : "";
        var lines = new ArrayList<String>();
        lines.add(glyphs.outcome(ended.outcome()) + " " + cut(line(phase, ended.took(), word), columns - 2));
        if (ended.outcome() == Event.Outcome.FAILED) {
            phase.lines().forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    private String line(PhaseProgress phase, Duration took, String detail) {
        var time = Durations.text(took);
        if (width.getAsInt() < NARROW) {
            return (phase.phase().title() + " " + time + " " + detail).stripTrailing();
        }
        var padded = " ".repeat(Math.max(0, TIME - time.length())) + time;
        return (TextWidth.pad(phase.phase().title(), TITLE) + " " + padded + "  " + detail).stripTrailing();
    }

    private String cut(String text, int columns) {
        return TextWidth.cut(text, columns, glyphs.ellipsis());
    }
}
