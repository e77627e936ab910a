package dev.taowa.dial;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place where argv becomes text for a POSIX shell, because SSH's exec request carries text (RFC 4254, 6.5).
 *
 * <p>A word is put in single quotes, inside which the shell reads everything as it is (POSIX.1-2024, XCU 2.2.2); quote
 * and backslash stand outside of them, so that fish, where a backslash acts inside too, reads the same words.
 */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+:,./-]+");

    private static final Pattern QUOTED_APART = Pattern.compile("['\\\\]");

    private ShellWord() {}

    /**
     * One word that the shell reads back as {@code text}.
     *
     * @throws IllegalArgumentException when the text holds NUL, which no argument can
     */
    public static String quote(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument cannot hold NUL");
        }
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return "'" + QUOTED_APART.matcher(text).replaceAll("'\\\\$0'") + "'";
    }

    /** The words of a command line, in order. */
    public static String join(List<String> argv) {
        return argv.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }
}
