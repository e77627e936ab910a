package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ports of a container, and those of the Services that lead to them. */
final class KubePorts {

    private final KubeFiles.Container chosen;
    private final KubeFiles files;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Published> own = new ArrayList<>();

    KubePorts(KubeFiles.Container chosen, KubeFiles files) {
        this.chosen = chosen;
        this.files = files;
    }

    /** Services first: the labels of {@code .ide.yaml} mean their ports. */
    List<Published> read() {
        Keys.find(chosen.container(), "ports").ifPresent(list -> list.elements(this::port));
        var published = new ArrayList<Published>();
        var services = files.services(chosen);
        for (var service : services.getOrDefault(true, List.of())) {
            ports(service).ifPresent(list -> list.elements(each -> leads(each).ifPresent(published::add)));
        }
        for (var service : services.getOrDefault(false, List.of())) {
            service.warn("is not carried out: it does not lead to the workspace");
        }
        published.addAll(own);
        return published;
    }

    private static Optional<Property> ports(Property service) {
        return Keys.find(service, "spec").flatMap(spec -> Keys.find(spec, "ports"));
    }

    private void port(Property property) {
        var port = number(property, "containerPort");
        if (port.isEmpty() || udp(property)) {
            return;
        }
        var name = property.node().path("name").asText();
        names.put(name, port.get());
        own.add(new Published(port.get(), port.get(), 1, name, true));
    }

    private Optional<Published> leads(Property property) {
        var port = number(property, "port");
        if (port.isEmpty() || udp(property)) {
            return Optional.empty();
        }
        var target = property.node().path("targetPort");
        var inside = target.isMissingNode() || target.isNull() ? port : target(property, target);
        return inside.map(number -> new Published(
                port.get(), number, 1, property.node().path("name").asText(), true));
    }

    private Optional<Integer> target(Property property, JsonNode target) {
        if (target.asText().matches("[0-9]{1,5}") && Published.valid(target.asLong())) {
            return Optional.of(target.asInt());
        }
        var named = Optional.ofNullable(names.get(target.asText()));
        if (named.isEmpty()) {
            property.mistake("has a \"targetPort\" that is no port of the container");
        }
        return named;
    }

    private static boolean udp(Property property) {
        return property.node().path("protocol").asText("TCP").matches("UDP|SCTP");
    }

    private static Optional<Integer> number(Property property, String name) {
        var node = property.node().path(name);
        if (!node.isIntegralNumber() || !Published.valid(node.asLong())) {
            property.mistake("must hold \"%s\", a port from 1 to 65535".formatted(name));
            return Optional.empty();
        }
        return Optional.of(node.asInt());
    }
}
