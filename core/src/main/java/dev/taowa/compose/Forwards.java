package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Makes ports of services inside those of the workspace's own 127.0.0.1. */
final class Forwards {

    private final Property root;
    private final Map<String, String> addresses;
    private final Map<Integer, String> owners = new HashMap<>();

    /** @param addresses of the services that run, and of the workspace itself */
    Forwards(Property root, Map<String, String> addresses) {
        this.root = root;
        this.addresses = addresses;
    }

    /** @param forwarded ports by service; those of services that have the workspace's network are there already */
    void publish(Map<String, Set<Integer>> forwarded) {
        forwarded.forEach((service, ports) -> {
            var address = addresses.get(service);
            if (address == null) {
                ports.forEach(port -> refuse(service, port, "no such service runs"));
            } else if (!address.equals(InnerProject.HERE)) {
                ports.forEach(port -> publish(service, port));
            }
        });
    }

    private void publish(String service, int port) {
        var owner = owners.putIfAbsent(port, service);
        if (owner != null) {
            refuse(service, port, "the workspace's port is that of \"%s\"".formatted(owner));
        } else if (root.node().path("services").path(service) instanceof ObjectNode node && !isPublished(node, port)) {
            node.withArrayProperty("ports")
                    .addObject()
                    .put("mode", "host")
                    .put("host_ip", "127.0.0.1")
                    .put("target", port)
                    .put("published", Integer.toString(port))
                    .put("protocol", "tcp");
        }
    }

    /** What the author publishes at the same port already stays as it is. */
    private static boolean isPublished(JsonNode service, int port) {
        for (var each : service.path("ports")) {
            if (each.path("published").asText().equals(Integer.toString(port))) {
                return true;
            }
        }
        return false;
    }

    private void refuse(String service, int port, String why) {
        root.warn("cannot forward \"%s:%d\" of \"forwardPorts\": %s"
                .formatted(DocumentProblems.printable(service), port, why));
    }
}
