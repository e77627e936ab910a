package dev.taowa.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What is known of the terminal behind a stream.
 *
 * @param present false for a pipe, a file or nothing
 * @param cursor the cursor can be moved, so that lines can be drawn anew
 * @param colour colours and dimmed text are welcome
 * @param unicode letters beyond ASCII can be shown
 */
public record Terminal(boolean present, boolean cursor, boolean colour, boolean unicode) {

    private static final int ERROR = 2;

    /** The terminal behind stderr, where progress goes. */
    public static Terminal ofProgress(Map<String, String> environment) {
        return of(isTerminal(ERROR), environment);
    }

    static Terminal of(boolean present, Map<String, String> environment) {
        var kind = environment.getOrDefault("TERM", "");
        var cursor = present && !kind.isEmpty() && !kind.equals("dumb");
        var colour = cursor && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(present, cursor, colour, unicode(environment));
    }

    private static boolean unicode(Map<String, String> environment) {
        for (var name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            var value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                var locale = value.toUpperCase(Locale.ROOT);
                return locale.endsWith("UTF-8") || locale.endsWith("UTF8");
            }
        }
        return false;
    }

    /** True when a person can be asked: stdin and stderr are terminals. */
    public static boolean canAsk() {
        return isTerminal(0) && isTerminal(ERROR);
    }

    /** True when stdin is a terminal. */
    public static boolean isInput() {
        return isTerminal(0);
    }

    static boolean isTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }
}
