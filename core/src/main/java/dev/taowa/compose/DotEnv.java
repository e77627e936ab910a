package dev.taowa.compose;

import dev.taowa.document.Property;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of variables such as {@code .env}: quotes, comments, and references to variables that are known before. */
final class DotEnv {

    private static final Pattern NAME =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*(?:([=:])[ \\t]*)?");
    private static final Pattern NOTHING = Pattern.compile("[ \\t\\r]*(?:#.*)?");
    private static final int MOST_MISTAKES = 10;
    private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*");

    private final String text;
    private final Property at;
    private final ProjectVariables known;
    private final Budget budget;
    private final Map<String, String> found = new LinkedHashMap<>();
    private int position;
    private int line;
    private int mistakes;

    private DotEnv(String text, Property at, ProjectVariables known, Budget budget) {
        this.text = text;
        this.at = at;
        this.known = known;
        this.budget = budget;
    }

    /** The variables of the file in its order; a name without a value takes that of a known one, if there is one. */
    static Map<String, String> parse(String text, Property at, ProjectVariables known, Budget budget) {
        var file = new DotEnv(text, at, known, budget);
        while (file.position < text.length() && file.mistakes < MOST_MISTAKES) {
            file.line();
        }
        return file.found;
    }

    /** As Docker itself reads such a file: nothing is quoted or referred to. */
    static Map<String, String> parseRaw(String text, ProjectVariables known) {
        var found = new LinkedHashMap<String, String>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            var equals = line.indexOf('=');
            if (equals < 0) {
                known.find(line).ifPresent(value -> found.put(line, value));
            } else {
                found.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return found;
    }

    private void line() {
        line++;
        var end = end(position);
        var whole = text.substring(position, end);
        if (NOTHING.matcher(whole).matches()) {
            position = end + 1;
            return;
        }
        var name = NAME.matcher(whole);
        if (!name.lookingAt()) {
            refuse("holds no NAME=VALUE");
            position = end + 1;
            return;
        }
        if (name.group(2) == null) {
            if (!NOTHING.matcher(whole.substring(name.end())).matches()) {
                refuse("holds no NAME=VALUE");
            }
            known.find(name.group(1)).ifPresent(value -> found.put(name.group(1), value));
            position = end + 1;
            return;
        }
        position += name.end();
        value().ifPresent(value -> found.put(name.group(1), value));
    }

    /** The value that begins here; afterwards the position is that of the next line. */
    private Optional<String> value() {
        var quote = position < text.length() ? text.charAt(position) : '\n';
        if (quote == '"' || quote == '\'') {
            return quoted(quote);
        }
        var end = end(position);
        var value =
                COMMENT.matcher(text.substring(position, end)).replaceFirst("").strip();
        position = end + 1;
        return Optional.of(resolve(value));
    }

    private Optional<String> quoted(char quote) {
        var value = new StringBuilder();
        var index = position + 1;
        while (index < text.length() && text.charAt(index) != quote) {
            var character = text.charAt(index++);
            if (character == '\\' && index < text.length()) {
                var next = text.charAt(index++);
                value.append(quote == '"' ? unescaped(next) : next == '\'' ? "'" : "\\" + next);
            } else {
                value.append(character);
            }
        }
        if (index >= text.length()) {
            refuse("opens a quote that is not closed");
            position = text.length();
            return Optional.empty();
        }
        line += Math.toIntExact(value.chars().filter(each -> each == '\n').count());
        var end = end(index);
        if (!NOTHING.matcher(text.substring(index + 1, end)).matches()) {
            refuse("goes on after the closing quote");
        }
        position = end + 1;
        return Optional.of(quote == '"' ? resolve(value.toString()) : value.toString());
    }

    private static String unescaped(char character) {
        return switch (character) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '$' -> "$$";
            case '"', '\\' -> String.valueOf(character);
            default -> "\\" + character;
        };
    }

    private String resolve(String value) {
        if (value.indexOf('$') < 0) {
            return value;
        }
        return new Interpolation(known.over(found), budget).text(at, value);
    }

    private void refuse(String why) {
        mistakes++;
        at.mistake("has a line %d that %s".formatted(line, why));
    }

    private int end(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
