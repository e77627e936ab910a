package dev.taowa.cli.progress;

import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.workspace.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What is known of one phase so far. */
final class PhaseProgress {

    /** Lines of output kept to be shown when the phase fails. */
    static final int KEPT_LINES = 20;

    private final Phase phase;
    private final Instant startedAt;
    private final Deque<String> lines = new ArrayDeque<>();
    private String detail = "";
    private Optional<Event.Ended> ended = Optional.empty();

    PhaseProgress(Phase phase, Instant startedAt) {
        this.phase = phase;
        this.startedAt = startedAt;
    }

    void advance(Event.Advanced event) {
        detail = detail(event);
    }

    void line(String text) {
        var shown = TextWidth.printable(text);
        if (shown.isBlank()) {
            return;
        }
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.addLast(shown);
    }

    void end(Event.Ended event) {
        ended = Optional.of(event);
    }

    Phase phase() {
        return phase;
    }

    boolean running() {
        return ended.isEmpty();
    }

    Optional<Event.Ended> ended() {
        return ended;
    }

    Duration took(Instant now) {
        return ended.map(Event.Ended::took).orElseGet(() -> atLeastZero(Duration.between(startedAt, now)));
    }

    String detail() {
        return detail;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    static String detail(Event.Advanced event) {
        var count = switch (event.unit()) {
            case BYTES -> new ByteSize(Math.max(0, event.done())).toString();
            case OBJECTS, STEPS -> Long.toString(event.done());
        };
        var total = switch (event.unit()) {
            case BYTES -> new ByteSize(Math.max(0, event.total())).toString();
            case OBJECTS, STEPS -> Long.toString(event.total());
        };
        var unit = switch (event.unit()) {
            case BYTES -> "";
            case OBJECTS -> " objects";
            case STEPS -> " steps";
        };
        var counted = event.total() > 0 ? count + " of " + total + unit : count + unit;
        return event.what().isBlank() ? counted : counted + ", " + TextWidth.printable(event.what());
    }

    private static Duration atLeastZero(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
