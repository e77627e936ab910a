package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the labels of {@code ports} into forwarded ports; the tools among them have an address of their own here. */
final class PortLabels {

    private static final int SSH = 22;
    private static final int MOST_LABELS = 200;

    private final List<Published> published;
    private final Set<Integer> tools = new HashSet<>(Set.of(SSH));
    private final Map<Integer, String> forwarded = new LinkedHashMap<>();

    PortLabels(List<Published> published) {
        this.published = published;
    }

    /** @param labels {@code ports}, if it is there */
    void write(Optional<Property> labels, ObjectNode devcontainer) {
        labels.ifPresent(this::labels);
        for (var each : published) {
            if (each.own() && each.count() == 1 && !tools.contains(each.inside())) {
                forwarded.putIfAbsent(each.inside(), each.name());
            }
        }
        forwarded.forEach((port, label) -> {
            devcontainer.withArray("forwardPorts").add(port);
            if (!label.isEmpty()) {
                devcontainer
                        .withObjectProperty("portsAttributes")
                        .withObjectProperty(String.valueOf(port))
                        .put("label", label);
            }
        });
    }

    private void labels(Property ports) {
        if (ports.node().size() > MOST_LABELS) {
            ports.mistake("has more than %d labels".formatted(MOST_LABELS));
            return;
        }
        ports.members(this::label);
    }

    private void label(String label, Property property) {
        if (!property.node().isIntegralNumber()
                || !Published.valid(property.node().asLong())) {
            property.mistake("must be a port from 1 to 65535");
            return;
        }
        var port = property.node().asInt();
        var found = published.stream().filter(each -> each.covers(port)).findFirst();
        var inside = found.map(each -> each.inside(port)).orElse(port);
        if (label.equals("tools-ssh") || label.startsWith("tools-webide-")) {
            tools.add(inside);
            return;
        }
        if (found.isEmpty()) {
            property.warn("is published nowhere: port %d of the workspace is taken".formatted(port));
        }
        Placeholders.warn(property, label);
        forwarded.putIfAbsent(inside, label.replaceFirst("^(?:apps|tools)-", ""));
    }
}
