package dev.taowa.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the images that a Containerfile builds on; the engine does all other reading of it. */
final class Containerfile {

    private static final Pattern FROM =
            Pattern.compile("(?i)^\\s*FROM\\s+(?:--[a-z]+=\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*$");
    private static final Pattern CONTINUED = Pattern.compile("(?im)^[ \\t]*FROM\\b(?:[^\\r\\n]*\\\\[ \\t]*\\r?\\n)+");
    private static final Pattern LINE_END = Pattern.compile("\\\\[ \\t]*\\r?\\n");
    private static final Pattern ARG = Pattern.compile("(?i)^\\s*ARG\\s+([A-Za-z_][A-Za-z0-9_]*)(?:=(\\S*))?\\s*$");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|([A-Za-z_][A-Za-z0-9_]*))");

    private Containerfile() {}

    /** Each text after {@code FROM} that names an image, with the reference it comes to. */
    static Map<String, String> bases(String text, Map<String, String> arguments) {
        var bases = new LinkedHashMap<String, String>();
        var stages = new HashSet<String>();
        var values = new HashMap<String, String>();
        var inStage = false;
        for (var line : joined(text).lines().toList()) {
            var arg = ARG.matcher(line);
            if (!inStage && arg.matches()) {
                var fallback = arg.group(2) == null ? "" : unquote(arg.group(2));
                values.put(arg.group(1), arguments.getOrDefault(arg.group(1), fallback));
            }
            var from = FROM.matcher(line);
            if (from.matches()) {
                inStage = true;
                var reference = resolve(from.group(1), values);
                if (!reference.equals("scratch") && !stages.contains(reference.toLowerCase(Locale.ROOT))) {
                    bases.put(from.group(1), reference);
                }
                if (from.group(2) != null) {
                    stages.add(from.group(2).toLowerCase(Locale.ROOT));
                }
            }
        }
        return bases;
    }

    /** With each {@code FROM} on one line. */
    private static String joined(String text) {
        return CONTINUED
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(LINE_END.matcher(match.group()).replaceAll(" ")));
    }

    private static String resolve(String text, Map<String, String> values) {
        return unquote(VARIABLE.matcher(text).replaceAll(match -> {
            var name = match.group(1) == null ? match.group(3) : match.group(1);
            var value = values.getOrDefault(name, "");
            var fallback = match.group(2) == null ? "" : match.group(2);
            return Matcher.quoteReplacement(value.isEmpty() ? fallback : value);
        }));
    }

    private static String unquote(String text) {
        return text.replaceAll("^([\"'])(.*)\\1$", "$2");
    }
}
