package dev.taowa.registry;

import java.time.Duration;

/**
 * How long others are waited for.
 *
 * @param connect for a connection
 * @param idle for an answer, and for each next part of it
 * @param whole for an answer's last part
 */
record Timeouts(Duration connect, Duration idle, Duration whole) {

    static final Timeouts USUAL = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(10));

    /** For a layer of many gigabytes over a slow line. */
    static final Timeouts LARGE = new Timeouts(USUAL.connect(), USUAL.idle(), Duration.ofHours(6));
}
