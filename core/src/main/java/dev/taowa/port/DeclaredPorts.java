package dev.taowa.port;

import java.util.List;

/**
 * The ports that a definition names, and what it says of others.
 *
 * @param numbered those named one by one
 * @param rules for the others; the first that covers a port holds
 * @param otherLabel of those that no rule covers; empty when there is none
 */
public record DeclaredPorts(List<DeclaredPort> numbered, List<PortRule> rules, String otherLabel) {

    public static final DeclaredPorts NONE = new DeclaredPorts(List.of(), List.of(), "");

    public DeclaredPorts {
        numbered = List.copyOf(numbered);
        rules = List.copyOf(rules);
    }

    /** Whether {@link #label} depends on command lines. */
    public boolean needCommandLines() {
        return rules.stream().anyMatch(PortRule::needsCommandLine);
    }

    /**
     * What a port is called; empty when it has no name.
     *
     * @param commandLine of what listens there; empty where it is not known
     */
    public String label(int port, String commandLine) {
        var own = numbered.stream()
                .filter(each -> each.port() == port && !each.label().isEmpty())
                .findFirst();
        return own.map(DeclaredPort::label)
                .or(() -> rules.stream()
                        .filter(rule -> rule.covers(port, commandLine))
                        .findFirst()
                        .map(PortRule::label))
                .orElse(otherLabel);
    }
}
