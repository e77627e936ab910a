package dev.taowa.definition;

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
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})\\s*-\\s*([0-9]{1,5})");

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
    Map<String, Set<Integer>> ofServices() {
        var found = new TreeMap<String, Set<Integer>>();
        for (var forward : forwarded) {
            forward.service()
                    .ifPresent(name ->
                            found.computeIfAbsent(name, _ -> new TreeSet<>()).add(forward.port()));
        }
        return found;
    }

    /** The ports that have a number, with what is said of them. */
    public List<DeclaredPort> declared() {
        var numbers = new LinkedHashSet<Integer>();
        forwarded.forEach(each -> numbers.add(each.port()));
        attributes.keySet().forEach(key -> number(key).ifPresent(numbers::add));
        var declared = new ArrayList<DeclaredPort>();
        for (var port : numbers) {
            var said = of(port);
            declared.add(new DeclaredPort(
                    port,
                    said.flatMap(PortAttributes::label).orElse(""),
                    said.flatMap(PortAttributes::protocol).orElse("http")));
        }
        return declared;
    }

    private Optional<PortAttributes> of(int port) {
        return attributes.entrySet().stream()
                .filter(each -> covers(each.getKey(), port))
                .findFirst()
                .map(Map.Entry::getValue)
                .or(() -> others);
    }

    private static boolean covers(String key, int port) {
        var range = RANGE.matcher(key.strip());
        if (range.matches()) {
            return Integer.parseInt(range.group(1)) <= port && port <= Integer.parseInt(range.group(2));
        }
        var number = number(key);
        return number.isPresent() && number.getAsInt() == port;
    }

    /** The port that a text names by its number alone. */
    static OptionalInt number(String text) {
        var stripped = text.strip();
        return NUMBER.matcher(stripped).matches() ? valid(Long.parseLong(stripped)) : OptionalInt.empty();
    }

    static OptionalInt valid(long port) {
        return port >= 1 && port <= 65535 ? OptionalInt.of((int) port) : OptionalInt.empty();
    }

    Ports merge(Ports later) {
        var forwards = new LinkedHashSet<>(forwarded);
        forwards.addAll(later.forwarded);
        var said = new LinkedHashMap<>(attributes);
        said.putAll(later.attributes);
        return new Ports(List.copyOf(forwards), said, later.others.or(() -> others));
    }
}
