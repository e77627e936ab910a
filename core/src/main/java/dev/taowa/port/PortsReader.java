package dev.taowa.port;

import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads forwardPorts, appPort, portsAttributes and otherPortsAttributes. */
public final class PortsReader {

    private static final Pattern ADDRESS = Pattern.compile("(?:([A-Za-z0-9_][A-Za-z0-9_.-]*):)?([0-9]{1,5})");
    private static final String ON_AUTO_FORWARD = "notify|openBrowser|openBrowserOnce|openPreview|silent|ignore";

    private PortsReader() {}

    /** What the object says of ports. */
    public static Ports read(Property root) {
        var forwards = new ArrayList<Ports.Forward>();
        root.find("forwardPorts")
                .ifPresent(property -> property.elements(each -> address(each).ifPresent(forward -> {
                    if (forward.service().isPresent()
                            && root.find("dockerComposeFile").isEmpty()) {
                        each.warn("names another host, and without \"dockerComposeFile\" there is none");
                    } else {
                        forwards.add(forward);
                    }
                })));
        root.find("appPort").ifPresent(property -> published(property, forwards));
        return new Ports(
                forwards,
                root.find("portsAttributes").map(PortsReader::byPort).orElse(Map.of()),
                root.find("otherPortsAttributes").map(PortsReader::attributes));
    }

    private static Map<String, PortAttributes> byPort(Property property) {
        var found = new LinkedHashMap<String, PortAttributes>();
        property.members((key, value) -> {
            if (isKey(key)) {
                found.put(key, attributes(value));
                if (!PortRule.isRange(key) && Ports.number(key).isEmpty()) {
                    value.find("protocol")
                            .ifPresent(protocol ->
                                    protocol.warn("has no effect for a pattern: name the port, or a range"));
                }
            } else {
                value.mistake("must be called by a port, a range such as 3000-3010, or a pattern of command lines");
            }
        });
        return found;
    }

    /** A number is a port; what is none is a pattern, or a host and a port. */
    private static boolean isKey(String key) {
        if (PortRule.isRange(key)) {
            return PortRule.isValidRange(key);
        }
        return key.strip().matches("[0-9]+") ? Ports.number(key).isPresent() : PortRule.isPattern(key);
    }

    private static PortAttributes attributes(Property property) {
        property.members((name, value) -> {
            switch (name) {
                case "label", "protocol", "onAutoForward" -> {}
                case "requireLocalPort", "elevateIfNeeded" -> value.flag();
                default -> value.unknown();
            }
        });
        return new PortAttributes(
                property.find("label").flatMap(Property::text),
                property.find("protocol").flatMap(PortsReader::protocol),
                property.find("onAutoForward").flatMap(PortsReader::onAutoForward));
    }

    private static Optional<String> protocol(Property property) {
        return one(property, "https?|tcp", "http or https").map(word -> word.equals("https") ? "https" : "http");
    }

    private static Optional<String> onAutoForward(Property property) {
        var word = one(property, ON_AUTO_FORWARD, "one of " + ON_AUTO_FORWARD.replace("|", ", "));
        if (word.filter(each -> each.startsWith("open")).isPresent()) {
            property.warn("has no effect: nothing is opened by itself, `taowa open NAME PORT` opens it");
        }
        return word;
    }

    private static Optional<String> one(Property property, String pattern, String which) {
        var word = property.text();
        if (word.isPresent() && !word.get().matches(pattern)) {
            property.mistake("must be " + which);
            return Optional.empty();
        }
        return word;
    }

    private static void published(Property property, List<Ports.Forward> forwards) {
        if (property.node().isArray()) {
            property.elements(each -> inside(each).ifPresent(forwards::add));
            return;
        }
        inside(property).ifPresent(forwards::add);
    }

    /** The port inside of {@code 3000}, {@code "3000"} or {@code "8000:3000"}. */
    private static Optional<Ports.Forward> inside(Property property) {
        if (!property.node().isTextual()) {
            return address(property);
        }
        var text = property.node().textValue();
        var port = Ports.number(text.substring(text.lastIndexOf(':') + 1));
        if (port.isEmpty()) {
            property.mistake("must be a port number or \"PORT:PORT\"");
            return Optional.empty();
        }
        return Optional.of(new Ports.Forward(Optional.empty(), port.getAsInt()));
    }

    private static Optional<Ports.Forward> address(Property property) {
        if (property.node().isIntegralNumber()) {
            var port = Ports.valid(property.node().asLong());
            if (port.isEmpty()) {
                property.mistake("must be a port from 1 to 65535");
                return Optional.empty();
            }
            return Optional.of(new Ports.Forward(Optional.empty(), port.getAsInt()));
        }
        var matcher =
                ADDRESS.matcher(property.node().isTextual() ? property.text().orElse("") : "");
        if (!matcher.matches() || Ports.number(matcher.group(2)).isEmpty()) {
            property.mistake("must be a port from 1 to 65535, or \"HOST:PORT\"");
            return Optional.empty();
        }
        var host = Optional.ofNullable(matcher.group(1)).filter(name -> !name.matches("localhost|127\\.0\\.0\\.1"));
        return Optional.of(
                new Ports.Forward(host, Ports.number(matcher.group(2)).getAsInt()));
    }
}
