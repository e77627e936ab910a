package dev.taowa.compose;

import java.util.List;
import java.util.regex.Pattern;

/** Knows the commands by which people keep a container alive that does nothing: a machine needs none. */
public final class IdleCommand {

    private static final Pattern SHELL = Pattern.compile("(?:/usr)?(?:/bin/)?(?:ba|z|da|a)?sh");
    private static final String SLEEP = "sleep +(?:infinity|inf|[0-9]+[smhd]?)";
    private static final Pattern LINE = Pattern.compile("(?:exec +)?(?:%1$s|tail +-[fF] +/dev/null|cat".formatted(SLEEP)
            + "|while +(?:true|:) *; *do +%1$s *(?:& *wait(?: *\\$!)?)? *; *done".formatted(SLEEP)
            + "|while +%1$s *; *do +: *; *done".formatted(SLEEP)
            + "|(?:/usr)?/sbin/init|(?:/usr)?/lib/systemd/systemd) *;? *");

    private IdleCommand() {}

    /** Whether the words wait, are a shell without a terminal's other end, or boot a machine, and do nothing else. */
    public static boolean is(List<String> words) {
        if (words.isEmpty() || (words.size() <= 2 && isShell(words))) {
            return true;
        }
        if (words.size() == 3 && isShell(words.subList(0, 1)) && words.get(1).matches("-[lei]*c")) {
            return LINE.matcher(words.get(2).strip()).matches();
        }
        return LINE.matcher(String.join(" ", words)).matches();
    }

    private static boolean isShell(List<String> words) {
        return SHELL.matcher(words.getFirst()).matches()
                && (words.size() == 1 || words.get(1).matches("-[li]+"));
    }
}
