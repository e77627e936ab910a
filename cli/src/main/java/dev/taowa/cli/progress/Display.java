package dev.taowa.cli.progress;

import dev.taowa.task.Event;

/** Shows the events of an operation; safe for use by many threads. */
public interface Display extends AutoCloseable {

    void show(Event event);

    /** One line for the person, kept on the screen. */
    void say(String line);

    /** Time has passed: draws what changes by itself. */
    void tick();

    /** Leaves the screen tidy; further events are not shown. */
    @Override
    void close();
}
