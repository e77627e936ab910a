package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that what a merged project refers to is there, and that no services wait for each other. */
final class References {

    private final Property model;
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Set<String> services;
    private final Map<String, Set<String>> waits = new LinkedHashMap<>();

    References(Property model) {
        this.model = model;
        this.services = names("services");
    }

    void check() {
        if (services.isEmpty()) {
            model.mistake("holds no \"services\"");
        }
        if (services.size() > ModelForm.MOST_SERVICES) {
            model.mistake("comes to more than %d services".formatted(ModelForm.MOST_SERVICES));
            return;
        }
        model.find("services")
                .ifPresent(all -> all.members((name, service) -> {
                    waits.put(name, new LinkedHashSet<>());
                    check(name, service);
                }));
        cycles();
    }

    private Set<String> names(String kind) {
        return names.computeIfAbsent(kind, _ -> {
            var found = new LinkedHashSet<String>();
            model.node().path(kind).properties().forEach(each -> found.add(each.getKey()));
            return found;
        });
    }

    private void check(String name, Property service) {
        var node = service.node();
        if (!node.path("image").isTextual() && !node.path("build").isObject()) {
            service.mistake("has neither \"image\" nor \"build\"");
        }
        service.find("depends_on").ifPresent(all -> dependencies(name, all));
        texts(service, "links").forEach(link -> service(name, service, "links", link.split(":", 2)[0]));
        texts(service, "volumes_from").stream()
                .filter(other -> !other.startsWith("container:"))
                .forEach(other -> service(name, service, "volumes_from", other.split(":", 2)[0]));
        for (var mode : List.of("network_mode", "pid", "ipc")) {
            var text = node.path(mode).asText();
            if (text.startsWith("service:")) {
                service(name, service, mode, text.substring("service:".length()));
            }
        }
        if (node.path("network_mode").isTextual() && !node.path("networks").isEmpty()) {
            service.mistake("has both \"network_mode\" and \"networks\"");
        }
        service.node().path("networks").properties().forEach(each -> {
            if (!each.getKey().equals("default")) {
                resource(service, "networks", each.getKey());
            }
        });
        node.path("volumes").forEach(volume -> {
            if (volume.path("type").asText().equals("volume")
                    && volume.path("source").isTextual()) {
                resource(service, "volumes", volume.path("source").asText());
            }
        });
        for (var kind : List.of("secrets", "configs")) {
            node.path(kind)
                    .forEach(grant ->
                            resource(service, kind, grant.path("source").asText()));
        }
    }

    private static List<String> texts(Property service, String name) {
        var texts = new ArrayList<String>();
        service.node().path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** One that is not required may be missing. */
    private void dependencies(String name, Property all) {
        if (!(all.node() instanceof ObjectNode wishes)) {
            return;
        }
        var missing = new ArrayList<String>();
        all.members((other, wish) -> {
            if (services.contains(other)) {
                waits.getOrDefault(name, new HashSet<>()).add(other);
            } else if (wish.node().path("required").asBoolean(true)) {
                wish.mistake("is no service of the project" + NearMiss.hint(other, services));
            } else {
                wish.warn("is no service of the project, and not required");
                missing.add(other);
            }
        });
        wishes.remove(missing);
    }

    private void service(String name, Property service, String attribute, String other) {
        if (services.contains(other)) {
            waits.getOrDefault(name, new HashSet<>()).add(other);
            return;
        }
        service.find(attribute)
                .ifPresent(property -> property.mistake("names \"%s\", which is no service of the project%s"
                        .formatted(DocumentProblems.printable(other), NearMiss.hint(other, services))));
    }

    private void resource(Property service, String kind, String name) {
        var known = names(kind);
        if (!known.contains(name)) {
            service.find(kind)
                    .ifPresent(property -> property.mistake("names \"%s\", which the project's \"%s\" do not hold%s"
                            .formatted(DocumentProblems.printable(name), kind, NearMiss.hint(name, known))));
        }
    }

    private void cycles() {
        var done = new HashSet<String>();
        for (var name : services) {
            visit(name, new LinkedHashSet<>(), done);
        }
    }

    private void visit(String name, Set<String> open, Set<String> done) {
        if (done.contains(name)) {
            return;
        }
        if (!open.add(name)) {
            var path = new ArrayList<>(open);
            path.subList(0, path.indexOf(name)).clear();
            path.add(name);
            model.find("services")
                    .flatMap(all -> all.find(name))
                    .ifPresent(service -> service.mistake(
                            "waits for itself: " + DocumentProblems.printable(String.join(" -> ", path))));
            return;
        }
        waits.getOrDefault(name, Set.of()).forEach(other -> visit(other, open, done));
        open.remove(name);
        done.add(name);
    }
}
