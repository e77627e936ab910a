package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the resources of a container into hostRequirements. A workspace gets what it requires, and no more: so the limit
 * counts, else the request.
 */
final class KubeResources {

    private KubeResources() {}

    static void write(Property resources, ObjectNode properties) {
        var found = new LinkedHashMap<String, Property>();
        for (var kind : new String[] {"requests", "limits"}) {
            Keys.find(resources, kind).ifPresent(list -> list.members(found::put));
        }
        for (var entry : found.entrySet()) {
            write(entry, properties);
        }
    }

    private static void write(Map.Entry<String, Property> resource, ObjectNode properties) {
        var amount = Quantity.of(resource.getValue().node());
        if (amount.isEmpty()) {
            resource.getValue().mistake("must be an amount, such as 500m or 4Gi");
            return;
        }
        var name = resource.getKey();
        switch (name) {
            case "cpu" ->
                properties
                        .withObjectProperty("hostRequirements")
                        .put("cpus", amount.get().whole());
            case "memory" ->
                properties
                        .withObjectProperty("hostRequirements")
                        .put("memory", amount.get().size());
            case "ephemeral-storage" ->
                properties
                        .withObjectProperty("hostRequirements")
                        .put("storage", amount.get().size());
            default -> {
                if (name.endsWith("/gpu")) {
                    properties.withObjectProperty("hostRequirements").put("gpu", true);
                } else {
                    resource.getValue().warn("is not carried out");
                }
            }
        }
    }
}
