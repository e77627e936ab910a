package dev.taowa.port;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The ports that a definition names, and what it says of others.
 *
 * @param numbered those named one by one
 * @param rules for the others, and for what is not said of those; the first that covers a port holds
 * @param others what holds where no rule says anything
 */
public record DeclaredPorts(List<DeclaredPort> numbered, List<PortRule> rules, PortAttributes others) {

    public static final DeclaredPorts NONE = new DeclaredPorts(List.of(), List.of(), PortAttributes.NONE);

    public DeclaredPorts {
        numbered = List.copyOf(numbered);
        rules = List.copyOf(rules);
    }

    /** Whether {@link #label} and {@link #isHidden} depend on command lines. */
    public boolean needCommandLines() {
        return rules.stream().anyMatch(PortRule::needsCommandLine);
    }

    /**
     * What a port is called; empty when it has no name.
     *
     * @param commandLine of what listens there; empty where it is not known
     */
    public String label(int port, String commandLine) {
        return said(port, commandLine, PortAttributes::label).orElse("");
    }

    /** Whether people shall not be told of a port: "onAutoForward": "ignore". */
    public boolean isHidden(int port, String commandLine) {
        return said(port, commandLine, PortAttributes::onAutoForward)
                .filter("ignore"::equals)
                .isPresent();
    }

    /** Whether what listens there speaks TLS; by its number alone, as it is asked at every request. */
    public boolean isTls(int port) {
        return said(port, "", PortAttributes::protocol).filter("https"::equals).isPresent();
    }

    private Optional<String> said(int port, String commandLine, Function<PortAttributes, Optional<String>> property) {
        var own = numbered.stream().filter(each -> each.port() == port).map(DeclaredPort::said);
        var ruled =
                rules.stream().filter(rule -> rule.covers(port, commandLine)).map(PortRule::said);
        return Stream.of(own, ruled, Stream.of(others))
                .flatMap(each -> each)
                .flatMap(each -> property.apply(each).stream())
                .findFirst();
    }
}
