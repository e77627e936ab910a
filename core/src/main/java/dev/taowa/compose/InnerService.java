package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rewrites one service for the engine inside the workspace. */
final class InnerService {

    /**
     * What all services are rewritten by.
     *
     * @param chosen what the workspace is made from
     * @param sharing those that share the chosen one's network, which is the workspace's own
     * @param hosts names of the workspace and of those that share its network
     * @param taken ports of the workspace on which somebody listens, and who
     */
    record Surroundings(
            ObjectNode chosen,
            String chosenName,
            Set<String> sharing,
            Set<String> hosts,
            Map<Integer, String> taken,
            Set<String> selected,
            Inside inside) {}

    private final String name;
    private final Property at;
    private final ObjectNode service;
    private final Surroundings around;

    InnerService(String name, Property at, Surroundings around) {
        this.name = name;
        this.at = at;
        this.service = (ObjectNode) at.node();
        this.around = around;
    }

    /** Changes the service that the property holds. */
    void rewrite() {
        service.remove(List.of("profiles", "extends"));
        for (var attribute : List.of("label_file", "develop", "models")) {
            at.find(attribute).ifPresent(property -> property.warn("is not carried out inside a workspace"));
            service.remove(attribute);
        }
        dependencies();
        volumes();
        volumesFrom();
        build();
        namespaces();
        network();
        ports();
    }

    private void dependencies() {
        if (service.get("depends_on") instanceof ObjectNode all) {
            all.retain(around.selected());
            dropEmpty("depends_on");
        }
        if (service.has("links")) {
            var links = Forms.JSON.arrayNode();
            for (var link : service.path("links")) {
                var other = link.asText().split(":", 2)[0];
                if (around.selected().contains(other) && !around.sharing().contains(other)) {
                    links.add(link);
                }
            }
            service.set("links", links);
            dropEmpty("links");
        }
    }

    private void dropEmpty(String attribute) {
        if (service.path(attribute).isEmpty()) {
            service.remove(attribute);
        }
    }

    private void volumesFrom() {
        if (!service.has("volumes_from")) {
            return;
        }
        var left = Forms.JSON.arrayNode();
        for (var from : service.path("volumes_from")) {
            var parts = from.asText().split(":", 2);
            if (parts[0].equals("container")) {
                at.mistake("has \"volumes_from\" a container that is not of this project");
            } else if (parts[0].equals(around.chosenName())) {
                var readOnly = parts.length > 1 && parts[1].equals("ro");
                around.chosen().path("volumes").forEach(volume -> mountedThere(volume, readOnly));
            } else {
                left.add(from);
            }
        }
        service.set("volumes_from", left);
        dropEmpty("volumes_from");
    }

    /** What the workspace has mounted is there for its containers at the same path. */
    private void mountedThere(JsonNode volume, boolean readOnly) {
        var target = volume.path("target").asText();
        for (var own : service.path("volumes")) {
            if (own.path("target").asText().equals(target)) {
                return;
            }
        }
        bind(target, target, readOnly || volume.path("read_only").asBoolean());
    }

    private void bind(String source, String target, boolean readOnly) {
        service.withArrayProperty("volumes")
                .addObject()
                .put("type", "bind")
                .put("source", source)
                .put("target", target)
                .put("read_only", readOnly);
    }

    private void volumes() {
        for (var volume : service.path("volumes")) {
            if (!volume.path("type").asText().equals("bind") || !(volume instanceof ObjectNode object)) {
                continue;
            }
            var source = volume.path("source").asText();
            if (source.startsWith("..")) {
                at.mistake("mounts %s, which is outside of the source and so not in the workspace"
                        .formatted(DocumentProblems.printable(source)));
            } else if (!source.startsWith("./")) {
                at.warn("mounts %s of the workspace, not of this machine"
                        .formatted(DocumentProblems.printable(source)));
            }
            object.put("source", around.inside().path(source));
        }
    }

    private void build() {
        if (!(service.get("build") instanceof ObjectNode build)) {
            return;
        }
        build.put("context", around.inside().path(build.path("context").asText("./")));
        build.path("additional_contexts").properties().forEach(each -> {
            var context = each.getValue().asText();
            if (context.equals("service:" + around.chosenName())) {
                at.mistake("is built from the image of \"%s\", which is not in the workspace"
                        .formatted(DocumentProblems.printable(around.chosenName())));
            }
            each.setValue(Forms.JSON.textNode(around.inside().path(context)));
        });
    }

    /** Processes and memory of the chosen service are the workspace's. */
    private void namespaces() {
        for (var mode : List.of("pid", "ipc")) {
            var text = service.path(mode).asText("");
            if (text.equals("service:" + around.chosenName())) {
                service.put(mode, "host");
            } else if (text.startsWith("container:")) {
                at.mistake("has \"%s\" of a container that is not of this project".formatted(mode));
            }
        }
    }

    private void network() {
        var mode = service.path("network_mode").asText("");
        if (mode.startsWith("container:")) {
            at.mistake("has \"network_mode\" of a container that is not of this project");
            return;
        }
        if (around.sharing().contains(name)) {
            for (var attribute : List.of("extra_hosts", "mac_address")) {
                at.find(attribute).ifPresent(property -> property.warn("has no effect in the workspace's own network"));
            }
            service.remove(List.of("networks", "links", "ports", "expose", "mac_address", "extra_hosts"));
            service.put("network_mode", "host");
            // It sees the names that the workspace sees, also those that come later.
            bind("/etc/hosts", "/etc/hosts", true);
            return;
        }
        if (mode.isEmpty() || mode.equals("bridge") || mode.equals("host")) {
            var hosts = service.withArrayProperty("extra_hosts");
            var known = new ArrayList<String>();
            hosts.forEach(each -> known.add(each.asText().split("=", 2)[0]));
            around.hosts().stream()
                    .filter(host -> !known.contains(host))
                    .forEach(host -> hosts.add(host + "=host-gateway"));
            dropEmpty("extra_hosts");
        }
    }

    /** The workspace's ports are the chosen service's first. */
    private void ports() {
        var ports = Forms.JSON.arrayNode();
        for (var port : service.path("ports")) {
            var published = port.path("published").asText("");
            var owner = published.matches("[0-9]{1,5}") ? around.taken().get(Integer.valueOf(published)) : null;
            if (owner != null && port.path("protocol").asText("tcp").equals("tcp")) {
                at.warn("publishes port %s, on which %s listens in the workspace: reach it as %s:%s"
                        .formatted(
                                published,
                                owner,
                                DocumentProblems.printable(name),
                                port.path("target").asText()));
            } else {
                ports.add(port);
            }
        }
        service.set("ports", ports);
        dropEmpty("ports");
    }
}
