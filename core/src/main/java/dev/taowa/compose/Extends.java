package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lays services over those that they extend. */
final class Extends {

    private static final int LONGEST = 100;

    private final ComposeFiles files;
    private final Merge merge;
    private final ProjectVariables variables;
    private final Map<Path, List<Layer>> others = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    Extends(ComposeFiles files, Merge merge, ProjectVariables variables) {
        this.files = files;
        this.merge = merge;
        this.variables = variables;
    }

    /** Afterwards no service of the layer extends another. */
    void apply(Layer layer) {
        var names =
                layer.services().properties().stream().map(Map.Entry::getKey).toList();
        names.forEach(name -> resolve(layer, name));
    }

    private ObjectNode resolve(Layer layer, String name) {
        var service = (ObjectNode) layer.services().get(name);
        if (!(service.get("extends") instanceof ObjectNode wish)) {
            return service;
        }
        var key = layer.file() + "#" + name;
        var at = layer.written()
                .find("services")
                .flatMap(all -> all.find(name))
                .flatMap(each -> each.find("extends"))
                .orElse(layer.written());
        if (open.size() >= LONGEST) {
            at.mistake("extends by way of more than %d services".formatted(LONGEST));
            return service;
        }
        if (!open.add(key)) {
            at.mistake("comes back to itself: " + DocumentProblems.printable(String.join(" -> ", open)));
            service.remove("extends");
            return service;
        }
        var base = base(layer, at, wish);
        open.remove(key);
        var result = base.map(found -> merge.mergeService(merge.without(found, layer.cuts(name)), service))
                .orElse(service);
        result.remove("extends");
        layer.services().set(name, result);
        return result;
    }

    private Optional<ObjectNode> base(Layer layer, Property at, ObjectNode wish) {
        var wanted = wish.path("service").asText();
        var where = List.of(layer);
        var file = wish.path("file");
        if (file.isTextual()) {
            var path = files.places().file(at, layer.base(), file.textValue());
            if (path.isEmpty()) {
                return Optional.empty();
            }
            where = other(at, path.get());
            if (where.isEmpty()) {
                return Optional.empty();
            }
        }
        for (var each : where.reversed()) {
            if (each.services().has(wanted)) {
                return Optional.of(resolve(each, wanted));
            }
        }
        var known = where.getFirst().services().properties().stream()
                .map(Map.Entry::getKey)
                .toList();
        at.mistake("names the service \"%s\", which is not in %s%s"
                .formatted(
                        DocumentProblems.printable(wanted),
                        DocumentProblems.printable(where.getFirst().file().toString()),
                        NearMiss.hint(wanted, known)));
        return Optional.empty();
    }

    private List<Layer> other(Property at, Path path) {
        var known = others.get(path);
        if (known == null) {
            known = files.layers(at, path, ComposeFiles.folder(path), variables);
            others.put(path, known);
        }
        return known;
    }
}
