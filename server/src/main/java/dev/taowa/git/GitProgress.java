package dev.taowa.git;

import dev.taowa.task.Event;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the progress that git shows on stderr. */
final class GitProgress {

    private static final Pattern PROGRESS =
            Pattern.compile("(?:remote: )?([A-Z][a-z ]{1,40}): +(?:[0-9]{1,3}% \\()?([0-9]{1,15})(?:/([0-9]{1,15})\\))?"
                    + "(?:, ([0-9.]{1,12}) ([KMGT]i)?B?(?:ytes)?.*)?(?:,? ?done\\.)?\\s*");

    private final Progress progress;

    GitProgress(Progress progress) {
        this.progress = progress;
    }

    /** Reports the line if it is progress. */
    boolean take(String line) {
        var matcher = PROGRESS.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        var total = matcher.group(3) == null ? 0 : Long.parseLong(matcher.group(3));
        report(matcher.group(1), Long.parseLong(matcher.group(2)), total, Event.Unit.OBJECTS);
        if (matcher.group(4) != null) {
            report("Received", bytes(matcher.group(4), matcher.group(5)), 0, Event.Unit.BYTES);
        }
        return true;
    }

    private static long bytes(String number, @Nullable String unit) {
        var shift = unit == null ? 0 : 10 * ("KMGT".indexOf(unit.charAt(0)) + 1);
        try {
            return (long) (Double.parseDouble(number) * (1L << shift));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void report(String what, long done, long total, Event.Unit unit) {
        progress.report(new Event.Advanced(Phase.SOURCE, what, done, total, unit));
    }
}
