package dev.taowa.image;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a {@code .dockerignore}: the last one that matches a path, or a folder above it, decides. They are
 * strangers', and none of them takes longer than its path is long.
 */
final class IgnoreRules {

    static final IgnoreRules NONE = new IgnoreRules(List.of());

    private record Rule(Pattern path, boolean ignores) {}

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    static IgnoreRules parse(String text) {
        var rules = new ArrayList<Rule>();
        for (var line : text.lines().toList()) {
            var pattern = line.strip();
            if (pattern.isEmpty() || pattern.startsWith("#")) {
                continue;
            }
            var ignores = !pattern.startsWith("!");
            var clean = clean(ignores ? pattern : pattern.substring(1).strip());
            if (!clean.isEmpty()) {
                rules.add(new Rule(Pattern.compile(expression(clean) + "(/.*)?", Pattern.DOTALL), ignores));
            }
        }
        return new IgnoreRules(rules);
    }

    boolean ignores(String path) {
        var ignored = false;
        for (var rule : rules) {
            if (rule.ignores != ignored && rule.path.matcher(path).matches()) {
                ignored = rule.ignores;
            }
        }
        return ignored;
    }

    /** Whether something in an ignored folder may still be wanted. */
    boolean hasExceptions() {
        return rules.stream().anyMatch(rule -> !rule.ignores);
    }

    /** As a path cleaned of {@code .}, {@code ..}, double, leading and trailing slashes. */
    private static String clean(String pattern) {
        var parts = new ArrayList<String>();
        for (var part : pattern.split("/", -1)) {
            if (part.equals("..")) {
                if (!parts.isEmpty()) {
                    parts.removeLast();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private static String expression(String pattern) {
        var expression = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            if (pattern.startsWith("**/", i)) {
                expression.append("(.*/)?");
                i += 2;
            } else if (pattern.startsWith("**", i)) {
                expression.append(".*");
                i++;
            } else if (c == '*') {
                expression.append("[^/]*");
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '[' && pattern.indexOf(']', i + 2) > 0) {
                var end = pattern.indexOf(']', i + 2);
                expression.append(characters(pattern.substring(i + 1, end)));
                i = end;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                expression.append(Pattern.quote(pattern.substring(i + 1, i + 2)));
                i++;
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }

    /** A set such as {@code a-z} or {@code ^0-9}; everything but a range's dash stands for itself. */
    private static String characters(String set) {
        var inverted = set.startsWith("^") || set.startsWith("!");
        var characters = new StringBuilder(inverted ? "[^/" : "[");
        for (var i = inverted ? 1 : 0; i < set.length(); i++) {
            var c = set.charAt(i);
            var range = c == '-'
                    && i > (inverted ? 1 : 0)
                    && i + 1 < set.length()
                    && set.charAt(i - 1) <= set.charAt(i + 1);
            characters.append(range || Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c);
        }
        return characters.append(']').toString();
    }
}
