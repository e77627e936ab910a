package dev.taowa.definition;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads forwardPorts, appPort and what portsAttributes says of them. */
final class PortsReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern ADDRESS = Pattern.compile("(?:([^:]+):)?([0-9]{1,5})");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})\\s*-\\s*([0-9]{1,5})");

    /** What portsAttributes says of some ports. */
    private record Attributes(String key, String label, String protocol) {
        boolean covers(int port) {
            var range = RANGE.matcher(key);
            if (range.matches()) {
                return Integer.parseInt(range.group(1)) <= port && port <= Integer.parseInt(range.group(2));
            }
            return number(key).stream().anyMatch(single -> single == port);
        }
    }

    private final Property root;
    private final Map<Integer, DeclaredPort> ports = new LinkedHashMap<>();
    private final List<Attributes> attributes = new ArrayList<>();

    PortsReader(Property root) {
        this.root = root;
    }

    List<DeclaredPort> read() {
        root.find("portsAttributes").ifPresent(this::readAttributes);
        root.find("forwardPorts")
                .ifPresent(property -> property.elements(each -> address(each).ifPresent(this::add)));
        root.find("appPort").ifPresent(this::readAppPort);
        attributes.forEach(each -> number(each.key()).ifPresent(this::add));
        return List.copyOf(ports.values());
    }

    private void add(int port) {
        var known = attributes.stream().filter(each -> each.covers(port)).findFirst();
        ports.putIfAbsent(
                port,
                new DeclaredPort(
                        port,
                        known.map(Attributes::label).orElse(""),
                        known.map(Attributes::protocol).orElse("http")));
    }

    private void readAttributes(Property property) {
        var left = new TreeSet<String>();
        property.members((key, value) -> {
            var label = value.find("label").flatMap(Property::text).orElse("");
            var protocol = value.find("protocol").flatMap(PortsReader::protocol).orElse("http");
            value.members((name, _) -> {
                if (!name.equals("label") && !name.equals("protocol")) {
                    left.add(DocumentProblems.printable(name));
                }
            });
            if (!RANGE.matcher(key).matches() && number(key).isEmpty()) {
                value.warn("is left out: only port numbers and ranges are taken so far");
                return;
            }
            attributes.add(new Attributes(key, label, protocol));
        });
        left.forEach(name -> property.warn("holds \"%s\", which is not carried out yet".formatted(name)));
    }

    private static Optional<String> protocol(Property property) {
        var protocol = property.text();
        if (protocol.isPresent() && !protocol.get().matches("https?|tcp")) {
            property.mistake("must be http or https");
            return Optional.empty();
        }
        return protocol.map(text -> text.equals("https") ? "https" : "http");
    }

    private void readAppPort(Property property) {
        if (property.node().isArray()) {
            property.elements(each -> published(each).ifPresent(this::add));
            return;
        }
        published(property).ifPresent(this::add);
    }

    /** The port inside of {@code 3000}, {@code "3000"} or {@code "8000:3000"}. */
    private static Optional<Integer> published(Property property) {
        if (property.node().isTextual()) {
            var text = property.node().textValue();
            var inside = number(text.substring(text.lastIndexOf(':') + 1));
            if (inside.isEmpty()) {
                property.mistake("must be a port number or \"PORT:PORT\"");
            }
            return inside;
        }
        return address(property);
    }

    private static Optional<Integer> address(Property property) {
        if (property.node().isIntegralNumber()) {
            var port = valid(property.node().asLong());
            if (port.isEmpty()) {
                property.mistake("must be a port from 1 to 65535");
            }
            return port.isPresent() ? Optional.of(port.getAsInt()) : Optional.empty();
        }
        var text = property.node().isTextual() ? property.text().orElse("") : "";
        var matcher = ADDRESS.matcher(text);
        var port = matcher.matches() ? number(matcher.group(2)) : Optional.<Integer>empty();
        if (port.isEmpty()) {
            property.mistake("must be a port from 1 to 65535, or \"HOST:PORT\"");
            return port;
        }
        var host = matcher.group(1);
        if (host != null && !host.equals("localhost") && !host.equals("127.0.0.1")) {
            property.warn("names another host, which is not carried out yet");
            return Optional.empty();
        }
        return port;
    }

    private static Optional<Integer> number(String text) {
        var port = NUMBER.matcher(text.strip()).matches() ? valid(Long.parseLong(text.strip())) : OptionalInt.empty();
        return port.isPresent() ? Optional.of(port.getAsInt()) : Optional.empty();
    }

    private static OptionalInt valid(long port) {
        return port >= 1 && port <= 65535 ? OptionalInt.of((int) port) : OptionalInt.empty();
    }
}
