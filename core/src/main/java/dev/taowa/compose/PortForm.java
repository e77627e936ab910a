package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads "ports" of a service: {@code 80}, {@code "127.0.0.1:8000-8001:80-81/tcp"} or objects. */
final class PortForm {

    private static final Pattern SHORT = Pattern.compile("(?:(?<ip>\\[[0-9a-fA-F:.]+]|[0-9.]+):(?=[^/]*:))?"
            + "(?:(?<published>[0-9]+(?:-[0-9]+)?)?:)?(?<target>[0-9]+(?:-[0-9]+)?)(?:/(?<protocol>[a-z]+))?");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
    private static final String EXAMPLE = "must be a port such as 80, \"8080:80\" or \"127.0.0.1:8080:80/udp\"";

    private final Budget budget;
    private final ArrayNode ports = Forms.JSON.arrayNode();

    private PortForm(Budget budget) {
        this.budget = budget;
    }

    /** Objects with "target" as a number, and "published", "host_ip" and "protocol" as texts. */
    static ArrayNode all(Property property, Budget budget) {
        var form = new PortForm(budget);
        property.elements(element -> {
            if (element.node().isObject()) {
                form.object(element);
            } else {
                Forms.scalar(element).ifPresent(text -> form.text(element, text));
            }
        });
        return form.ports;
    }

    /** The two ends of {@code 80} or {@code 80-90}. */
    private record Range(int first, int last) {
        static Optional<Range> parse(String text) {
            var matcher = RANGE.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            var first = Integer.parseInt(matcher.group(1));
            var last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            return last >= first && last <= 65535 ? Optional.of(new Range(first, last)) : Optional.empty();
        }

        int size() {
            return last - first + 1;
        }
    }

    private void text(Property element, String text) {
        var matcher = SHORT.matcher(text);
        if (!matcher.matches()) {
            element.mistake(EXAMPLE);
            return;
        }
        var target = Range.parse(matcher.group("target")).filter(range -> range.first() > 0);
        var written = matcher.group("published");
        var published = Optional.ofNullable(written).flatMap(Range::parse);
        if (target.isEmpty() || (written != null && published.isEmpty())) {
            element.mistake("names a port that is not from 1 to 65535");
            return;
        }
        var many = target.get().size();
        if (many > 1 && published.isPresent() && published.get().size() != many) {
            element.mistake("has two ranges of different lengths");
            return;
        }
        budget.takeValues(many * 4);
        for (var index = 0; index < many; index++) {
            var port = ports.addObject();
            port.put("mode", "ingress");
            port.put("target", target.get().first() + index);
            if (published.isPresent()) {
                port.put(
                        "published",
                        many == 1 ? written : Integer.toString(published.get().first() + index));
            }
            if (matcher.group("ip") != null) {
                port.put("host_ip", matcher.group("ip").replaceAll("[\\[\\]]", ""));
            }
            port.put("protocol", Optional.ofNullable(matcher.group("protocol")).orElse("tcp"));
        }
    }

    private void object(Property element) {
        var target = element.find("target")
                .flatMap(Forms::scalar)
                .map(PortForm::port)
                .orElse(OptionalInt.empty());
        if (target.isEmpty()) {
            element.mistake("must hold \"target\", a port from 1 to 65535");
            return;
        }
        ObjectNode port = ports.addObject();
        port.setAll((ObjectNode) element.node());
        port.put("target", target.getAsInt());
        element.find("published").flatMap(Forms::scalar).ifPresent(text -> {
            if (Range.parse(text).isEmpty()) {
                element.mistake("has a \"published\" that is no port");
            }
            port.put("published", text);
        });
        if (!port.hasNonNull("protocol")) {
            port.put("protocol", "tcp");
        }
        if (!port.hasNonNull("mode")) {
            port.put("mode", "ingress");
        }
    }

    private static OptionalInt port(String text) {
        return Range.parse(text)
                .filter(range -> range.size() == 1 && range.first() > 0)
                .map(range -> OptionalInt.of(range.first()))
                .orElse(OptionalInt.empty());
    }
}
