package dev.taowa.definition;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import java.util.List;

/** The problems a definition may have, each worded once. */
final class DefinitionProblems {

    private static final int LONGEST = 200;

    private DefinitionProblems() {}

    static Problem malformed(String file, int line, int column, String why) {
        return new Problem(
                ProblemCode.DEFINITION_MALFORMED,
                "%s, line %d, column %d: %s".formatted(printable(file), line, column, printable(why)),
                "correct the JSON there; comments and trailing commas are fine");
    }

    static Problem unreadable(String file, String why) {
        return new Problem(
                ProblemCode.DEFINITION_MALFORMED,
                "%s %s".formatted(printable(file), printable(why)),
                "replace it with a file of JSON text, at most 1 MiB");
    }

    static Problem outside(String file) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "%s leads out of the source's own folder".formatted(printable(file)),
                "keep the file itself in the source, not a link to somewhere else");
    }

    static Problem invalid(String file, List<String> mistakes) {
        return new Problem(
                ProblemCode.DEFINITION_INVALID,
                "%s: %s".formatted(printable(file), String.join("; ", mistakes)),
                "correct " + (mistakes.size() == 1 ? "that property" : "these properties") + " in " + printable(file));
    }

    /** Text of others as one short line without control characters. */
    static String printable(String text) {
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return shown.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]", "?");
    }
}
