package dev.taowa.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a registry wants to be asked: one {@code WWW-Authenticate} header.
 *
 * @param scheme in lower case
 * @param parameters by their names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final int LONGEST = 4000;
    private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z0-9-]+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_-]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]++))");

    /** The first of the headers that names a scheme this program knows. */
    static Optional<Challenge> find(List<String> headers) {
        return headers.stream()
                .flatMap(header -> parse(header).stream())
                .filter(challenge -> challenge.isBearer() || challenge.isBasic())
                .findFirst();
    }

    static Optional<Challenge> parse(String header) {
        var matcher = SCHEME.matcher(header);
        if (header.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        if (matcher.group(2) != null) {
            PARAMETER.matcher(matcher.group(2)).results().forEach(found -> {
                var value =
                        found.group(2) == null ? found.group(3) : found.group(2).replaceAll("\\\\(.)", "$1");
                parameters.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), value);
            });
        }
        return Optional.of(new Challenge(matcher.group(1).toLowerCase(Locale.ROOT), Map.copyOf(parameters)));
    }

    boolean isBearer() {
        return scheme.equals("bearer") && parameters.containsKey("realm");
    }

    boolean isBasic() {
        return scheme.equals("basic");
    }

    Optional<String> find(String parameter) {
        return Optional.ofNullable(parameters.get(parameter));
    }
}
