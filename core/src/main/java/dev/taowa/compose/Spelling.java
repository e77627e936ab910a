package dev.taowa.compose;

import dev.taowa.document.DocumentProblems;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant. */
final class Spelling {

    private Spelling() {}

    /** {@code (did you mean "image"?)} with a space before it, or nothing. */
    static String hint(String written, Collection<String> known) {
        return nearest(written, known)
                .map(name -> " (did you mean \"%s\"?)".formatted(DocumentProblems.printable(name)))
                .orElse("");
    }

    /** The known word that differs by at most two letters, or a third of a short one's. */
    static Optional<String> nearest(String written, Collection<String> known) {
        var most = Math.min(2, (written.length() + 1) / 3);
        return known.stream()
                .filter(word -> Math.abs(word.length() - written.length()) <= most)
                .filter(word -> distance(written, word) <= most)
                .min(Comparator.comparingInt((String word) -> distance(written, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (var column = 0; column < previous.length; column++) {
            previous[column] = column;
        }
        for (var row = 1; row <= one.length(); row++) {
            var current = new int[previous.length];
            current[0] = row;
            for (var column = 1; column < current.length; column++) {
                var same = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + same);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
