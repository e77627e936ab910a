package dev.taowa.detection;

import dev.taowa.document.DocumentProblems;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of a language that a file asks for.
 *
 * @param file its path in the source, fit to be shown
 * @param asked one version or a range, fit to be shown
 * @param range what the text stands for; absent for a name such as {@code stable}
 */
record Wish(String file, String asked, Optional<VersionRange> range) {

    private static final int LONGEST = 60;
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,39}");

    static Wish of(String file, String text) {
        return of(file, text, VersionRange.parse(text));
    }

    static Wish of(String file, String text, Optional<VersionRange> range) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return new Wish(DocumentProblems.printable(file), DocumentProblems.printable(shown), range);
    }

    /** Whether it can be a value of an option that takes any text. */
    boolean isWord() {
        return WORD.matcher(asked).matches();
    }
}
