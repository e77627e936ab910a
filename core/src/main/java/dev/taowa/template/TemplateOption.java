package dev.taowa.template;

import dev.taowa.document.DocumentProblems;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a person may choose in a template; a form for it needs nothing more.
 *
 * @param values what may be chosen of a {@link Kind#CHOICE}, what is proposed for a text; empty for the others
 */
public record TemplateOption(String name, Kind kind, String description, List<String> values, String defaultValue) {

    /** What values an option takes. */
    public enum Kind {
        TEXT,
        CHOICE,
        BOOLEAN,
        NUMBER
    }

    private static final int LONGEST = 1000;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]*");

    public TemplateOption {
        values = List.copyOf(values);
    }

    /** Why the value cannot be taken, as a sentence that begins with the option's name. */
    Optional<String> mistake(String value) {
        return switch (kind) {
            case TEXT -> unless(value.length() <= LONGEST && LINE.matcher(value).matches(), value, "one line of text");
            case CHOICE -> unless(values.contains(value), value, "one of " + String.join(", ", values));
            case BOOLEAN -> unless(value.equals("true") || value.equals("false"), value, "true or false");
            case NUMBER -> unless(NUMBER.matcher(value).matches(), value, "a number");
        };
    }

    private Optional<String> unless(boolean fits, String value, String wanted) {
        return fits
                ? Optional.empty()
                : Optional.of(
                        "\"%s\" must be %s, not \"%s\"".formatted(name, wanted, DocumentProblems.printable(value)));
    }
}
