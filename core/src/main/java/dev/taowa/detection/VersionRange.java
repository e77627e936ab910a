package dev.taowa.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a text such as {@code >=18 <21}, {@code ^8.2 || ^9.0} or {@code 21} stands for; a version that is
 * not written in full stands for all that begin with it.
 */
record VersionRange(List<Interval> intervals) {

    private static final int LONGEST = 200;
    private static final long MANY = 1_000_000_000L;
    private static final Pattern TERM = Pattern.compile("(>=|<=|>|<|===?|=|!=|\\^|~=|~>|~|)v?"
            + "([0-9]{1,6})(?:\\.([0-9]{1,6}|[xX*]))?(?:\\.([0-9]{1,6}|[xX*]))?(?:[.+-][\\w.+*-]{0,60})?");
    private static final Pattern SPACED = Pattern.compile("([<>=^~!])\\s+");
    private static final Pattern HYPHENATED = Pattern.compile("(\\S{1,40})\\s+-\\s+(\\S{1,40})");

    /** From the first to before the second; three numbers each. */
    record Interval(List<Long> from, List<Long> to) {

        Interval and(Interval other) {
            return new Interval(
                    compare(from, other.from) > 0 ? from : other.from, compare(to, other.to) < 0 ? to : other.to);
        }

        boolean isEmpty() {
            return compare(from, to) >= 0;
        }
    }

    private static final List<Long> LOWEST = List.of(0L, 0L, 0L);
    private static final List<Long> HIGHEST = List.of(MANY, 0L, 0L);

    VersionRange {
        intervals = List.copyOf(intervals);
    }

    /** Absent when the text is no range. */
    static Optional<VersionRange> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var intervals = new ArrayList<Interval>();
        for (var alternative : text.split("\\|{1,2}", -1)) {
            var interval = alternative(alternative.strip());
            if (interval == null) {
                return Optional.empty();
            }
            if (!interval.isEmpty()) {
                intervals.add(interval);
            }
        }
        return intervals.isEmpty() ? Optional.empty() : Optional.of(new VersionRange(intervals));
    }

    /** Whether the version, or one that begins with it, is in the range. */
    boolean meets(String version) {
        var offered = parse(version);
        return offered.isPresent()
                && offered.get().intervals.stream()
                        .anyMatch(one -> intervals.stream()
                                .anyMatch(each -> !each.and(one).isEmpty()));
    }

    /** Whether all of the range is older than the version. */
    boolean isBelow(String version) {
        return parse(version)
                .filter(offered ->
                        intervals.stream().allMatch(each -> compare(each.to, offered.intervals.getFirst().from) <= 0))
                .isPresent();
    }

    private static @Nullable Interval alternative(String text) {
        if (text.isEmpty() || text.equals("*")) {
            return text.isEmpty() ? null : new Interval(LOWEST, HIGHEST);
        }
        var hyphenated = HYPHENATED.matcher(text);
        var plain = hyphenated.matches()
                ? ">=" + hyphenated.group(1) + " <=" + hyphenated.group(2)
                : SPACED.matcher(text).replaceAll("$1");
        var interval = new Interval(LOWEST, HIGHEST);
        for (var term : plain.split("[\\s,]+", -1)) {
            var matcher = TERM.matcher(term);
            if (!matcher.matches()) {
                return null;
            }
            interval = interval.and(interval(matcher));
        }
        return interval;
    }

    private static Interval interval(Matcher term) {
        var parts = new ArrayList<Long>();
        for (var group = 2; group <= 4; group++) {
            var part = term.group(group);
            if (part == null || !Character.isDigit(part.charAt(0))) {
                break;
            }
            parts.add(Long.valueOf(part));
        }
        var given = parts.size();
        while (parts.size() < 3) {
            parts.add(0L);
        }
        var from = List.copyOf(parts);
        return switch (term.group(1)) {
            case ">=" -> new Interval(from, HIGHEST);
            case ">" -> new Interval(after(from, given), HIGHEST);
            case "<" -> new Interval(LOWEST, from);
            case "<=" -> new Interval(LOWEST, after(from, given));
            case "!=" -> new Interval(LOWEST, HIGHEST);
            case "^" -> new Interval(from, after(from, from.getFirst() > 0 ? 1 : Math.min(given, 2)));
            case "~" -> new Interval(from, after(from, Math.min(given, 2)));
            case "~=", "~>" -> new Interval(from, after(from, Math.max(1, given - 1)));
            default -> new Interval(from, after(from, given));
        };
    }

    /** The first version that does not begin with that many parts of this one. */
    private static List<Long> after(List<Long> version, int parts) {
        var next = new Long[] {0L, 0L, 0L};
        for (var i = 0; i < parts; i++) {
            next[i] = version.get(i);
        }
        next[parts - 1]++;
        return Arrays.asList(next);
    }

    private static int compare(List<Long> one, List<Long> other) {
        for (var i = 0; i < 3; i++) {
            var order = Long.compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
