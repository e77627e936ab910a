package dev.taowa.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody probably meant. */
public final class NearMiss {

    private static final int LONGEST = 60;
    private static final int MOST_LETTERS = 2;

    private NearMiss() {}

    /** {@code (did you mean "image"?)} with a space before it, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(each -> " (did you mean \"%s\"?)".formatted(DocumentProblems.printable(each)))
                .orElse("");
    }

    /** The known word that differs from this one by at most two letters, or a third of a short one's, the nearest first. */
    private static Optional<String> of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        var most = Math.min(MOST_LETTERS, (word.length() + 1) / 3);
        return known.stream()
                .filter(each -> Math.abs(each.length() - word.length()) <= most)
                .filter(each -> distance(word, each) <= most)
                .min(Comparator.<String>comparingInt(each -> distance(word, each))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must change to turn one word into the other. */
    private static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (var column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (var row = 1; row <= from.length(); row++) {
            var current = new int[to.length() + 1];
            current[0] = row;
            for (var column = 1; column <= to.length(); column++) {
                var same = Character.toLowerCase(from.charAt(row - 1)) == Character.toLowerCase(to.charAt(column - 1));
                current[column] = Math.min(
                        Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
