package dev.taowa.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them: {@code 0.3 s}, {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 07 min}. */
public final class Durations {

    private Durations() {}

    public static String text(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%d.%d s", seconds, duration.toMillisPart() / 100);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }
}
