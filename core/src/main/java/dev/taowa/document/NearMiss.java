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

    /** How many letters must change to turn one word into the other; two that changed places count once. */
    private static int distance(String from, String to) {
        var rows = new int[from.length() + 1][to.length() + 1];
        for (var row = 0; row <= from.length(); row++) {
            for (var column = 0; column <= to.length(); column++) {
                rows[row][column] = row == 0 || column == 0 ? row + column : least(rows, row, column, from, to);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int least(int[][] rows, int row, int column, String from, String to) {
        var same = isSame(from, row - 1, to, column - 1);
        var least = Math.min(
                Math.min(rows[row][column - 1], rows[row - 1][column]) + 1, rows[row - 1][column - 1] + (same ? 0 : 1));
        var swapped =
                row > 1 && column > 1 && isSame(from, row - 1, to, column - 2) && isSame(from, row - 2, to, column - 1);
        return swapped ? Math.min(least, rows[row - 2][column - 2] + 1) : least;
    }

    private static boolean isSame(String from, int index, String to, int other) {
        return Character.toLowerCase(from.charAt(index)) == Character.toLowerCase(to.charAt(other));
    }
}
