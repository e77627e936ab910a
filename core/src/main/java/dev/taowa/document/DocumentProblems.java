package dev.taowa.document;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import java.util.Collection;
import java.util.List;

/** The problems that a file of a source may have, each worded once. */
public final class DocumentProblems {

    private static final int LONGEST = 200;
    private static final int MOST_MISTAKES = 30;

    private DocumentProblems() {}

    /** @param fix what to write instead */
    static Problem malformed(String file, int line, int column, String why, String fix) {
        return new Problem(
                ProblemCode.DEFINITION_MALFORMED,
                "%s, line %d, column %d: %s".formatted(printable(file), line, column, printable(why)),
                fix);
    }

    /** A file that cannot be taken as text. */
    static Problem unreadable(String file, String why) {
        return new Problem(
                ProblemCode.DEFINITION_MALFORMED,
                "%s %s".formatted(printable(file), printable(why)),
                "replace it with a text file of at most 1 MiB");
    }

    /** A file that is reached through a link out of the source. */
    public static Problem outside(String file) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "%s leads out of the source's own folder".formatted(printable(file)),
                "keep the file itself in the source, not a link to somewhere else");
    }

    /** A file that a person named and that is not there. */
    public static Problem absent(String file) {
        return new Problem(
                ProblemCode.DEFINITION_NOT_FOUND,
                "there is no %s in the source".formatted(printable(file)),
                "name a file by its path from the source's folder, such as --config"
                        + " .devcontainer/python/devcontainer.json");
    }

    /** Several definitions, of which a person must choose one. */
    public static Problem ambiguous(List<String> files) {
        return new Problem(
                ProblemCode.DEFINITION_AMBIGUOUS,
                "the source has several definitions: %s".formatted(printable(String.join(", ", files))),
                "choose one: --config %s".formatted(printable(files.getFirst())));
    }

    /** All mistakes of a file at once. */
    public static Problem invalid(String file, List<String> mistakes) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "%s: %s".formatted(printable(file), String.join("; ", mistakes)),
                "correct " + (mistakes.size() == 1 ? "that property" : "these properties") + " in " + printable(file));
    }

    /**
     * All mistakes at once, each with its own file, line and column where they are known.
     *
     * @param file that those are in of which nothing else is known
     */
    public static Problem invalid(String file, Collection<Remark> mistakes) {
        if (mistakes.stream().allMatch(mistake -> mistake.spot().isEmpty())) {
            return invalid(file, mistakes.stream().map(Remark::text).distinct().toList());
        }
        var told =
                mistakes.stream().map(mistake -> mistake.told(file)).distinct().toList();
        var shown = String.join("; ", told.subList(0, Math.min(told.size(), MOST_MISTAKES)));
        var files = mistakes.stream()
                .map(mistake -> mistake.spot().map(Locator.Spot::file).orElse(file))
                .distinct()
                .toList();
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                told.size() > MOST_MISTAKES ? shown + "; and %d more".formatted(told.size() - MOST_MISTAKES) : shown,
                "correct " + printable(String.join(" and ", files)));
    }

    /** Text of others as one short line without control characters. */
    public static String printable(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]", "?");
    }
}
