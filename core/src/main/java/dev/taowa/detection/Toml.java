package dev.taowa.detection;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds one text in TOML without reading the rest: for files that are not ours to complain about. */
final class Toml {

    private static final Pattern SECTION = Pattern.compile("\\[\\s*([\\w.\"-]{1,200})\\s*]\\s*(#.*)?");
    private static final Pattern TEXT =
            Pattern.compile("([\\w-]{1,100})\\s*=\\s*(?:\"([^\"\\\\]*)\"|'([^']*)')\\s*(#.*)?");

    private Toml() {}

    /** @param section such as {@code tool.poetry.dependencies}; empty for what stands before all sections */
    static Optional<String> find(String toml, String section, String key) {
        var inside = section.isEmpty();
        for (var line : toml.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                var heading = SECTION.matcher(line);
                inside = heading.matches() && heading.group(1).equals(section);
            } else if (inside && line.startsWith(key)) {
                var text = TEXT.matcher(line);
                if (text.matches() && text.group(1).equals(key)) {
                    return Optional.of(text.group(2) == null ? text.group(3) : text.group(2));
                }
            }
        }
        return Optional.empty();
    }
}
