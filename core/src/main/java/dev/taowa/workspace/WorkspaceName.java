package dev.taowa.workspace;

import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name a person calls a workspace by; unique in one state.
 *
 * <p>It is a DNS label (RFC 1123) because it becomes a host name, and holds no {@code --}, which parts port and name
 * in {@code PORT--NAME.taowa.localhost}.
 */
public record WorkspaceName(String value) {

    /** Leaves room in a DNS label of 63 for {@code 65535--}. */
    public static final int MAX_LENGTH = 40;

    private static final Pattern SHAPE = Pattern.compile("[a-z](-?[a-z0-9])*");

    public WorkspaceName {
        if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
            throw new ProblemException(new Problem(
                    ProblemCode.NAME_ILLEGAL,
                    "\"%s\" cannot be a workspace name".formatted(printable(value)),
                    "use --name with lower-case letters, digits and single dashes, a letter first, at most %d characters"
                            .formatted(MAX_LENGTH)));
        }
    }

    /** The nearest legal name to any text, such as the last part of a path or URL. */
    public static WorkspaceName near(String text) {
        var label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        var cut = label.length() > MAX_LENGTH ? label.substring(0, MAX_LENGTH).replaceAll("-+$", "") : label;
        return new WorkspaceName(cut.isEmpty() ? "workspace" : cut);
    }

    private static String printable(String value) {
        var shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
        return shown.replaceAll("\\p{Cntrl}", "?");
    }

    @Override
    public String toString() {
        return value;
    }
}
