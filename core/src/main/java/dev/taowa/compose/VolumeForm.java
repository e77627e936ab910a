package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.List;

/** Reads "volumes" of a service: {@code "./data:/data:ro"} or objects. */
final class VolumeForm {

    private final Places places;
    private final Path base;
    private final ArrayNode volumes = Forms.JSON.arrayNode();

    private VolumeForm(Places places, Path base) {
        this.places = places;
        this.base = base;
    }

    /** Objects with "type", "source" and "target", paths in the forms of {@link Places}. */
    static ArrayNode all(Property property, Places places, Path base) {
        var form = new VolumeForm(places, base);
        property.elements(element -> {
            if (element.node().isObject()) {
                form.object(element);
            } else {
                element.raw().ifPresent(text -> form.text(element, text));
            }
        });
        return form.volumes;
    }

    private void text(Property element, String text) {
        var parts = List.of(text.split(":", -1));
        if (parts.size() > 3 || parts.contains("")) {
            element.mistake("must be \"SOURCE:TARGET\" or \"SOURCE:TARGET:ro\", not \"%s\""
                    .formatted(DocumentProblems.printable(text)));
            return;
        }
        var target = parts.get(parts.size() == 1 ? 0 : 1);
        var volume = Forms.JSON.objectNode();
        if (parts.size() == 1) {
            volume.put("type", "volume");
        } else if (parts.getFirst().matches("(?s)[./~].*")) {
            volume.put("type", "bind");
            volume.set("source", Forms.node(places.anywhere(element, base, parts.getFirst())));
        } else {
            volume.put("type", "volume");
            volume.put("source", parts.getFirst());
        }
        if (parts.size() == 3) {
            List.of(parts.get(2).split(",", -1)).forEach(option -> option(element, volume, option));
        }
        if (volume.path("type").asText().equals("bind")) {
            volume.withObjectProperty("bind").put("create_host_path", true);
        }
        add(element, volume, target);
    }

    private static void option(Property element, ObjectNode volume, String option) {
        switch (option) {
            case "ro" -> volume.put("read_only", true);
            case "rw", "cached", "delegated", "consistent", "consistency" -> {}
            case "z", "Z" -> volume.withObjectProperty("bind").put("selinux", option);
            case "nocopy" -> volume.withObjectProperty("volume").put("nocopy", true);
            case "shared", "slave", "private", "rshared", "rslave", "rprivate" ->
                volume.withObjectProperty("bind").put("propagation", option);
            default ->
                element.warn("has the option \"%s\", which is not carried out"
                        .formatted(DocumentProblems.printable(option)));
        }
    }

    private void object(Property element) {
        var volume = ((ObjectNode) element.node()).deepCopy();
        var type = element.find("type").flatMap(Property::raw).orElse("volume");
        volume.put("type", type);
        volume.remove("consistency");
        if (!type.matches("bind|volume|tmpfs")) {
            element.mistake("must have a \"type\" of bind, volume or tmpfs");
            return;
        }
        var source = element.find("source");
        if (type.equals("bind")) {
            if (source.isEmpty()) {
                element.mistake("must hold \"source\"");
                return;
            }
            volume.set("source", Forms.node(source.get().raw().flatMap(text -> places.anywhere(element, base, text))));
        }
        add(element, volume, element.find("target").flatMap(Property::raw).orElse(""));
    }

    private void add(Property element, ObjectNode volume, String target) {
        if (!target.startsWith("/")) {
            element.mistake("must have a target that is an absolute path");
            return;
        }
        var plain = target.length() > 1 ? target.replaceFirst("/+$", "") : target;
        volumes.add(volume.put("target", plain.isEmpty() ? "/" : plain));
    }
}
