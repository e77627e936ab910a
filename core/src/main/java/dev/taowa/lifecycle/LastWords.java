package dev.taowa.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** The last lines that a program printed, blank ones left out: mostly why it failed. Safe for use by many threads. */
final class LastWords implements Consumer<String> {

    private static final int LINES = 3;
    private static final int LONGEST_LINE = 300;

    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public synchronized void accept(String line) {
        var text = line.strip();
        if (text.isEmpty()) {
            return;
        }
        lines.addLast(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "\u2026" : text);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** In one line, after the separator; empty when nothing was said. */
    synchronized String after(String separator) {
        return lines.isEmpty() ? "" : separator + String.join(" / ", lines);
    }
}
