package dev.taowa.port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The ports that a definition speaks of: those forwarded are joined, what is said of a port is replaced as a whole by
 * what is said later.
 *
 * @param attributes by a port's number, a range such as {@code 3000-3010}, or a pattern for command lines
 * @param others what holds of ports that no key covers
 */
public record Ports(List<Forward> forwarded, Map<String, PortAttributes> attributes, Optional<PortAttributes> others) {

    public static final Ports NONE = new Ports(List.of(), Map.of(), Optional.empty());

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /**
     * A port to forward.
     *
     * @param service the Compose service that listens; empty for the workspace itself
     */
    public record Forward(Optional<String> service, int port) {}

    public Ports {
        forwarded = List.copyOf(forwarded);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The ports to forward of other services, by their names. */
    public Map<String, Set<Integer>> ofServices() {
        var found = new TreeMap<String, Set<Integer>>();
        for (var forward : forwarded) {
            forward.service()
                    .ifPresent(name ->
                            found.computeIfAbsent(name, _ -> new TreeSet<>()).add(forward.port()));
        }
        return found;
    }

    /** What is shown of ports, and how they are served: by their own attributes, and by those of ranges and patterns. */
    public DeclaredPorts declared() {
        var numbers = new LinkedHashMap<Integer, PortAttributes>();
        forwarded.forEach(each -> numbers.put(each.port(), PortAttributes.NONE.wanted()));
        var rules = new ArrayList<PortRule>();
        attributes.forEach((key, said) -> {
            var number = number(key);
            if (number.isPresent()) {
                numbers.merge(number.getAsInt(), said, (_, own) -> own.wanted());
            } else {
                rules.add(PortRule.of(key, said));
            }
        });
        var numbered = new ArrayList<DeclaredPort>();
        numbers.forEach((port, said) -> numbered.add(DeclaredPort.of(port, said)));
        return new DeclaredPorts(numbered, rules, others.orElse(PortAttributes.NONE));
    }

    /** The port that a text names by its number alone. */
    public static OptionalInt number(String text) {
        var stripped = text.strip();
        return NUMBER.matcher(stripped).matches() ? valid(Long.parseLong(stripped)) : OptionalInt.empty();
    }

    static OptionalInt valid(long port) {
        return port >= 1 && port <= 65535 ? OptionalInt.of((int) port) : OptionalInt.empty();
    }

    /** The two joined, {@code later} having the last word. */
    public Ports merge(Ports later) {
        var forwards = new LinkedHashSet<>(forwarded);
        forwards.addAll(later.forwarded);
        var said = new LinkedHashMap<>(attributes);
        said.putAll(later.attributes);
        return new Ports(List.copyOf(forwards), said, later.others.or(() -> others));
    }
}
