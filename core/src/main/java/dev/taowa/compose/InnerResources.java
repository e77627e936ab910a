package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.LinkedHashSet;
import java.util.Set;

/** Rewrites the networks, volumes, secrets and configs that the services inside use. */
final class InnerResources {

    private final Property root;
    private final ObjectNode services;
    private final JsonNode chosen;
    private final Inside inside;
    private final Set<String> variables;

    /** @param variables names of those that are known of what secrets and configs are made from */
    InnerResources(Property root, ObjectNode services, JsonNode chosen, Inside inside, Set<String> variables) {
        this.root = root;
        this.services = services;
        this.chosen = chosen;
        this.inside = inside;
        this.variables = variables;
    }

    void addTo(ObjectNode result) {
        add(result, "networks", networks());
        add(result, "volumes", sources("volumes"));
        add(result, "secrets", sources("secrets"));
        add(result, "configs", sources("configs"));
    }

    private Set<String> networks() {
        var names = new LinkedHashSet<String>();
        names.add("default");
        services.forEach(service -> service.path("networks").properties().forEach(each -> names.add(each.getKey())));
        return names;
    }

    private Set<String> sources(String kind) {
        var names = new LinkedHashSet<String>();
        services.forEach(service -> {
            service.path(kind).forEach(each -> names.add(each.path("source").asText()));
            service.path("build").path(kind).forEach(each -> names.add(buildSource(each)));
        });
        return names;
    }

    private static String buildSource(JsonNode grant) {
        return grant.isObject() ? grant.path("source").asText() : grant.asText();
    }

    private void add(ObjectNode result, String kind, Set<String> used) {
        root.find(kind)
                .ifPresent(all -> all.members((name, resource) -> {
                    if (used.contains(name) && resource.node() instanceof ObjectNode node) {
                        rewrite(kind, name, resource, node);
                        result.withObjectProperty(kind).set(name, node);
                    }
                }));
    }

    private void rewrite(String kind, String name, Property resource, ObjectNode node) {
        if (node.path("external").asBoolean()) {
            if (kind.matches("secrets|configs")) {
                resource.mistake("must not be external: there is no store outside of the workspace to take it from");
                return;
            }
            resource.warn("is external, and made anew inside the workspace");
        }
        var variable = node.path("environment");
        if (variable.isTextual() && !variables.contains(variable.textValue())) {
            resource.mistake("needs the variable %s, which is not set"
                    .formatted(DocumentProblems.printable(variable.textValue())));
        }
        node.remove("external");
        if (node.path("file").isTextual()) {
            node.put("file", inside.path(node.path("file").textValue()));
        }
        if (kind.equals("volumes")) {
            shareWithChosen(name, node);
        }
    }

    /** A volume that the workspace has mounted is the same one for the services inside. */
    private void shareWithChosen(String name, ObjectNode node) {
        for (var volume : chosen.path("volumes")) {
            if (volume.path("type").asText().equals("volume")
                    && volume.path("source").asText().equals(name)) {
                node.put("driver", "local");
                node.putObject("driver_opts")
                        .put("type", "none")
                        .put("o", "bind")
                        .put("device", volume.path("target").asText());
                return;
            }
        }
    }
}
