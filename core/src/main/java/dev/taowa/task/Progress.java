package dev.taowa.task;

/** Receives the events of one operation; implementations are safe for use by many threads and never block long. */
@FunctionalInterface
public interface Progress {

    void report(Event event);

    default void line(Phase phase, String text) {
        report(new Event.Line(phase, text));
    }

    default void warn(String text) {
        report(new Event.Warned(text));
    }
}
