package dev.taowa.feature;

import java.util.Comparator;

/**
 * The order of texts that the reference implementation sorts by: that of the Unicode collation's root for ASCII, where
 * punctuation goes before digits, digits before letters, and case counts only between words that are else the same.
 * What is not ASCII goes last, by code point.
 */
final class Collation implements Comparator<String> {

    static final Collation ROOT = new Collation();

    private static final String PUNCTUATION = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private Collation() {}

    @Override
    public int compare(String left, String right) {
        var shared = Math.min(left.length(), right.length());
        for (var at = 0; at < shared; at++) {
            var difference = Integer.compare(weight(left.charAt(at)), weight(right.charAt(at)));
            if (difference != 0) {
                return difference;
            }
        }
        if (left.length() != right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        // Lower case first.
        return right.compareTo(left);
    }

    private static int weight(char character) {
        var at = PUNCTUATION.indexOf(character);
        if (at >= 0) {
            return at;
        }
        return PUNCTUATION.length() + (character >= 'A' && character <= 'Z' ? character - 'A' + 'a' : character);
    }
}
