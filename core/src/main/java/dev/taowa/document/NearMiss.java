package dev.taowa.document;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the word that somebody probably meant. */
public final class NearMiss {

    private static final int LONGEST = 60;
    private static final int MOST_LETTERS = 2;

    private NearMiss() {}

    /** The known word that differs from this one by at most two letters, the nearest one first. */
    public static Optional<String> of(String word, Stream<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.filter(each -> distance(word, each) <= MOST_LETTERS)
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
