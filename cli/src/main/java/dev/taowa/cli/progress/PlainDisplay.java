package dev.taowa.cli.progress;

import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Prints lines for a log: no escape codes, nothing drawn anew. A phase that is silent for long says it still works. */
final class PlainDisplay implements Display {

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final PrintStream out;
    private final InstantSource clock;
    private final Board board = new Board();
    private final Map<Phase, Instant> spoken = new EnumMap<>(Phase.class);
    private boolean closed;

    PlainDisplay(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void show(Event event) {
        if (closed) {
            return;
        }
        board.apply(event);
        switch (event) {
            case Event.Started started -> say(started.phase(), started.phase().title() + " ...");
            case Event.Advanced advanced -> advanced(advanced);
            case Event.Line line -> line(line);
            case Event.Ended ended -> say(ended.phase(), ended.phase().title() + ": " + outcome(ended));
            case Event.Warned warned -> out.println("warning: " + TextWidth.printable(warned.text()));
            case Event.SecretWanted _, Event.Ready _, Event.Succeeded _, Event.Failed _ -> {}
        }
        out.flush();
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void tick() {
        if (closed) {
            return;
        }
        var now = clock.instant();
        for (var phase : board.running()) {
            if (silentFor(phase.phase(), SILENCE)) {
                say(
                        phase.phase(),
                        "%s: still working after %s".formatted(phase.phase().title(), Durations.text(phase.took(now))));
                out.flush();
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void advanced(Event.Advanced event) {
        if (event.done() == event.total() || silentFor(event.phase(), BETWEEN_COUNTS)) {
            say(event.phase(), event.phase().title() + ": " + PhaseProgress.detail(event));
        }
    }

    private void line(Event.Line event) {
        var text = TextWidth.printable(event.text());
        if (!text.isBlank()) {
            say(event.phase(), event.phase().title() + " | " + text);
        }
    }

    private boolean silentFor(Phase phase, Duration least) {
        var last = spoken.getOrDefault(phase, Instant.MIN);
        return last.isBefore(clock.instant().minus(least));
    }

    private void say(Phase phase, String line) {
        spoken.put(phase, clock.instant());
        out.println(line);
    }

    private static String outcome(Event.Ended ended) {
        var took = Durations.text(ended.took());
        return switch (ended.outcome()) {
            case DONE -> "done in " + took;
            case UNCHANGED -> "already there, " + took;
            case FAILED -> "failed after " + took;
        };
    }
}
