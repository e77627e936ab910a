package dev.taowa.nested;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A Service of a cluster and one of its ports, as {@code svc/NAMESPACE/NAME[:PORT]}; the parts are DNS labels
 * (RFC 1123), as Kubernetes has them.
 */
public record ServiceName(String namespace, String name, OptionalInt port) {

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern SHAPE = Pattern.compile("svc/(" + LABEL + ")/(" + LABEL + ")(?::([1-9][0-9]{0,4}))?");
    private static final int LAST_PORT = 65_535;

    /** Empty when the text has another shape. */
    public static Optional<ServiceName> parse(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var port = match.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(match.group(3)));
        return port.orElse(1) > LAST_PORT
                ? Optional.empty()
                : Optional.of(new ServiceName(match.group(1), match.group(2), port));
    }

    String path() {
        return "/api/v1/namespaces/%s/services/%s".formatted(namespace, name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
