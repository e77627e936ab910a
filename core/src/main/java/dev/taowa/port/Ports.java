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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** What is shown of ports: their own labels, and those that ranges and patterns give. */
    public DeclaredPorts declared() {
        var numbers = new LinkedHashSet<Integer>();
        forwarded.forEach(each -> numbers.add(each.port()));
        var rules = new ArrayList<PortRule>();
        attributes.forEach((key, said) -> {
            var number = number(key);
            if (number.isPresent()) {
                numbers.add(number.getAsInt());
            } else {
                said.label().ifPresent(label -> rules.add(new PortRule(key, label)));
            }
        });
        var numbered = numbers.stream()
                .map(port -> new DeclaredPort(
                        port,
                        said(port, PortAttributes::label).orElse(""),
                        said(port, PortAttributes::protocol).orElse("http")))
                .toList();
        return new DeclaredPorts(
                numbered, rules, others.flatMap(PortAttributes::label).orElse(""));
    }

    /** What is said of the port itself, else of a range with it; what command lines decide is not known here. */
    private Optional<String> said(int port, Function<PortAttributes, Optional<String>> property) {
        var own = attributes.entrySet().stream()
                .filter(each -> number(each.getKey()).equals(OptionalInt.of(port)));
        var ranges = attributes.entrySet().stream().filter(each -> new PortRule(each.getKey(), "").covers(port, ""));
        return Stream.concat(own, ranges)
                .flatMap(each -> property.apply(each.getValue()).stream())
                .findFirst();
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
