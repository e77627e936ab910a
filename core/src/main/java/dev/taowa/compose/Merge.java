package dev.taowa.compose;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Lays one model over another by Compose's rules: objects by name, lists appended, some of them by what they target. */
final class Merge {

    private static final int ATTRIBUTE = 2;
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "extends");
    private static final Set<String> SETS = Set.of(
            "cap_add",
            "cap_drop",
            "dns",
            "dns_opt",
            "dns_search",
            "expose",
            "extra_hosts",
            "group_add",
            "links",
            "profiles",
            "security_opt",
            "tmpfs",
            "tags",
            "platforms");

    private final Budget budget;

    Merge(Budget budget) {
        this.budget = budget;
    }

    /** Whole models; both are left as they are. */
    ObjectNode merge(ObjectNode base, ObjectNode over) {
        var model = objects(copy(base), over, 0);
        if (model.get("services") instanceof ObjectNode services) {
            services.forEach(service -> {
                if (service instanceof ObjectNode object) {
                    unique(object);
                }
            });
        }
        return model;
    }

    /** Single services; both are left as they are. */
    ObjectNode mergeService(ObjectNode base, ObjectNode over) {
        return unique(objects(copy(base), over, ATTRIBUTE));
    }

    ObjectNode copy(ObjectNode tree) {
        budget.takeValues(count(tree));
        return tree.deepCopy();
    }

    /** Takes out of a copy what stands at the places, so that only what comes over it counts. */
    ObjectNode without(ObjectNode base, Collection<JsonPointer> places) {
        var left = places.isEmpty() ? base : copy(base);
        places.forEach(place -> cut(left, place));
        return left;
    }

    /** Takes out what stands at the place. */
    static void cut(ObjectNode tree, JsonPointer place) {
        var last = place.last();
        if (last != null && tree.at(place.head()) instanceof ObjectNode parent) {
            parent.remove(last.getMatchingProperty());
        }
    }

    /** @param depth how many names lead to these objects in a model */
    private ObjectNode objects(ObjectNode base, ObjectNode over, int depth) {
        if (depth == 0 || depth == ATTRIBUTE) {
            budget.takeValues(count(over));
        }
        for (var member : over.properties()) {
            var old = base.get(member.getKey());
            var value = member.getValue();
            base.set(member.getKey(), old == null ? value.deepCopy() : value(member.getKey(), old, value, depth));
        }
        return base;
    }

    private JsonNode value(String name, JsonNode old, JsonNode over, int depth) {
        if (old.isContainerNode() && over.isNull()) {
            return old;
        }
        if ((depth == ATTRIBUTE && REPLACED.contains(name)) || (depth == ATTRIBUTE + 1 && name.equals("test"))) {
            return over.deepCopy();
        }
        if (old instanceof ObjectNode base && over instanceof ObjectNode object) {
            return depth == ATTRIBUTE && name.equals("logging") && otherDriver(base, object)
                    ? object.deepCopy()
                    : objects(base, object, depth + 1);
        }
        if (old instanceof ArrayNode base && over instanceof ArrayNode array) {
            return base.addAll(array.deepCopy());
        }
        return over.deepCopy();
    }

    private static boolean otherDriver(ObjectNode base, ObjectNode over) {
        return base.has("driver") && over.has("driver") && !base.get("driver").equals(over.get("driver"));
    }

    /** Its lists with one element for each thing; a later one takes the place of the earlier. */
    private static ObjectNode unique(ObjectNode service) {
        uniqueLists(service);
        if (service.get("build") instanceof ObjectNode build) {
            uniqueLists(build);
        }
        return service;
    }

    private static void uniqueLists(ObjectNode object) {
        for (var member : object.properties()) {
            if (member.getValue() instanceof ArrayNode array) {
                var byKey = new LinkedHashMap<String, JsonNode>();
                for (var element : List.copyOf(elements(array))) {
                    byKey.put(key(member.getKey(), element, byKey.size()), element);
                }
                array.removeAll();
                byKey.values().forEach(array::add);
            }
        }
    }

    private static List<JsonNode> elements(ArrayNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements;
    }

    private static String key(String name, JsonNode element, int position) {
        return switch (name) {
            case "ports" ->
                String.join(
                        " ",
                        element.path("host_ip").asText(),
                        element.path("published").asText(),
                        element.path("target").asText(),
                        element.path("protocol").asText());
            case "volumes" -> element.path("target").asText();
            case "env_file" -> element.path("path").asText();
            case "secrets", "configs" -> grantTarget(name, element);
            case "devices" -> device(element);
            default -> SETS.contains(name) ? element.toString() : Integer.toString(position);
        };
    }

    /** Where a secret or config is put in a container. */
    static String grantTarget(String kind, JsonNode grant) {
        var target = grant.path("target").asText(grant.path("source").asText());
        if (target.startsWith("/")) {
            return target;
        }
        return (kind.equals("secrets") ? "/run/secrets/" : "/") + target;
    }

    private static String device(JsonNode device) {
        if (device.isObject()) {
            return device.path("target").asText(device.path("source").asText());
        }
        var parts = device.asText().split(":", -1);
        return parts.length > 1 ? parts[1] : parts[0];
    }

    static int count(JsonNode node) {
        var count = 1;
        for (var child : node) {
            count += count(child);
        }
        return count;
    }
}
