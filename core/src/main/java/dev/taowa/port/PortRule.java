package dev.taowa.port;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * What is said of ports that are not named one by one (containers.dev, "portsAttributes"). Patterns are strangers', so
 * they are matched in a time that grows with the text alone, which leaves out look-around and back-references.
 *
 * @param key a range such as {@code 3000-3010}, or a pattern that is found in the command line of what listens
 */
public record PortRule(
        @JsonProperty("key") String key,
        @JsonProperty("label") Optional<String> label,
        @JsonProperty("protocol") Optional<String> protocol,
        @JsonProperty("onAutoForward") Optional<String> onAutoForward) {

    private static final java.util.regex.Pattern RANGE =
            java.util.regex.Pattern.compile("\\s*([0-9]{1,5})\\s*-\\s*([0-9]{1,5})\\s*");
    private static final int LONGEST_PATTERN = 1000;

    private record Range(int first, int last) {}

    static PortRule of(String key, PortAttributes said) {
        return new PortRule(key, said.label(), said.protocol(), said.onAutoForward());
    }

    PortAttributes said() {
        return new PortAttributes(label, protocol, onAutoForward);
    }

    private static Optional<Range> range(String key) {
        var matcher = RANGE.matcher(key);
        return matcher.matches()
                ? Optional.of(new Range(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether such a key is read as a range. */
    static boolean isRange(String key) {
        return range(key).isPresent();
    }

    /** Whether the key covers any port. */
    static boolean isValidRange(String key) {
        return range(key)
                .filter(range -> Ports.valid(range.first()).isPresent()
                        && Ports.valid(range.last()).isPresent()
                        && range.first() <= range.last())
                .isPresent();
    }

    /** Whether what is no range can be looked for. */
    static boolean isPattern(String key) {
        return pattern(key).isPresent();
    }

    private static Optional<Pattern> pattern(String key) {
        if (key.isBlank() || key.length() > LONGEST_PATTERN) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(key));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the command line of what listens decides. */
    public boolean needsCommandLine() {
        return !isRange(key);
    }

    /** @param commandLine empty where it is not known */
    boolean covers(int port, String commandLine) {
        return range(key)
                .map(range -> range.first() <= port && port <= range.last())
                .orElseGet(() -> !commandLine.isEmpty()
                        && pattern(key)
                                .filter(pattern -> pattern.matcher(commandLine).find())
                                .isPresent());
    }
}
