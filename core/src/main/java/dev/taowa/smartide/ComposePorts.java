package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code ports} of a Compose service, short and long. */
final class ComposePorts {

    private static final Pattern SHORT = Pattern.compile(
            "(?:.{1,100}:)?([0-9]{1,5})(?:-([0-9]{1,5}))?" + ":([0-9]{1,5})(?:-([0-9]{1,5}))?(?:/tcp)?");
    private static final Pattern ALONE = Pattern.compile("([0-9]{1,5})(?:/tcp)?");

    private ComposePorts() {}

    /** @param own whether the service is the workspace; another one's ports are published in the workspace */
    static List<Published> read(Property service, boolean own) {
        var found = new ArrayList<Published>();
        Keys.find(service, "ports")
                .ifPresent(ports -> ports.elements(each -> one(each)
                        .map(port ->
                                own ? port : new Published(port.outside(), port.outside(), port.count(), "", false))
                        .ifPresent(found::add)));
        return found;
    }

    private static Optional<Published> one(Property property) {
        var node = property.node();
        if (node.isObject()) {
            var target = number(node.path("target"));
            var published = number(node.path("published"));
            if (!Published.valid(target)) {
                property.mistake("must have a \"target\" that is a port from 1 to 65535");
                return Optional.empty();
            }
            return single(Published.valid(published) ? published : target, target);
        }
        if (!node.isTextual() && !node.isIntegralNumber()) {
            property.mistake("must be a port, such as \"8080:80\"");
            return Optional.empty();
        }
        var alone = ALONE.matcher(node.asText());
        if (alone.matches()) {
            return valid(property, single(number(alone.group(1)), number(alone.group(1))));
        }
        return row(property, node.asText());
    }

    private static Optional<Published> row(Property property, String text) {
        var pair = SHORT.matcher(text);
        if (!pair.matches()) {
            if (!text.endsWith("/udp")) {
                property.warn("is not a pair of ports as numbers: it is left out");
            }
            return Optional.empty();
        }
        var outside = number(pair.group(1));
        var inside = number(pair.group(3));
        var outsideLast = pair.group(2) == null ? outside : number(pair.group(2));
        var insideLast = pair.group(4) == null ? inside : number(pair.group(4));
        var count = insideLast - inside + 1;
        if (outsideLast > 65535 || insideLast > 65535) {
            property.mistake("must be a port from 1 to 65535");
            return Optional.empty();
        }
        if (count < 1 || outsideLast - outside + 1 != count) {
            property.mistake("must have as many ports on either side");
            return Optional.empty();
        }
        return valid(property, Optional.of(new Published(outside, inside, count, "", true)));
    }

    private static Optional<Published> single(int outside, int inside) {
        return Optional.of(new Published(outside, inside, 1, "", true));
    }

    private static Optional<Published> valid(Property property, Optional<Published> port) {
        if (port.isPresent()
                && (!Published.valid(port.get().inside())
                        || !Published.valid(port.get().outside()))) {
            property.mistake("must be a port from 1 to 65535");
            return Optional.empty();
        }
        return port;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** Zero for anything but a number, as such or as a text. */
    private static int number(JsonNode node) {
        return node.asText().matches("[0-9]{1,5}") ? number(node.asText()) : 0;
    }
}
