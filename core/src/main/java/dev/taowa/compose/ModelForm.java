package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.NearMiss;
import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a whole file into the form that is merged. */
final class ModelForm {

    private static final Set<String> KNOWN =
            Set.of("services", "networks", "volumes", "secrets", "configs", "name", "include", "version", "models");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}");
    static final int MOST_SERVICES = 500;

    private final Places places;
    private final Path base;
    private final Budget budget;
    private final ObjectNode model = Forms.JSON.objectNode();

    private ModelForm(Places places, Path base, Budget budget) {
        this.places = places;
        this.base = base;
        this.budget = budget;
    }

    /** @param base the folder that paths are seen from */
    static ObjectNode read(Property root, Places places, Path base, Budget budget) {
        var form = new ModelForm(places, base, budget);
        root.members((name, member) -> {
            if (name.matches("networks|volumes|secrets|configs|services")) {
                if (!member.node().isNull()) {
                    form.named(name, member);
                }
            } else if (!KNOWN.contains(name) && !name.startsWith("x-")) {
                member.mistake("is unknown" + NearMiss.hint(name, KNOWN));
            } else if (name.equals("models")) {
                member.warn("is not carried out");
            }
        });
        return form.model;
    }

    private void named(String kind, Property property) {
        var found = model.withObjectProperty(kind);
        if (property.node().size() > MOST_SERVICES) {
            property.mistake("holds more than %d members".formatted(MOST_SERVICES));
            return;
        }
        property.members((name, member) -> {
            if (name.startsWith("x-") && !kind.equals("services")) {
                return;
            }
            if (!NAME.matcher(name).matches()) {
                member.mistake("is no name: letters, digits, \"_\", \".\" and \"-\" are allowed");
                return;
            }
            if (kind.equals("services")) {
                found.set(name, ServiceForm.read(member, places, base, budget));
                return;
            }
            found.set(name, resource(kind, member));
        });
    }

    private ObjectNode resource(String kind, Property member) {
        var resource = Forms.JSON.objectNode();
        if (member.node().isNull()) {
            return resource;
        }
        member.members((name, each) -> {
            switch (name) {
                case "labels" -> resource.set(name, Forms.pairs(each));
                case "file" ->
                    resource.set(name, Forms.node(each.raw().flatMap(text -> places.inside(each, base, text))));
                case "external" -> external(each, resource);
                case "name", "environment", "content" -> resource.set(name, Forms.node(Forms.scalar(each)));
                default -> resource.set(name, each.node());
            }
        });
        if (kind.matches("secrets|configs") && !given(resource)) {
            member.mistake("must hold \"file\", \"environment\" or \"content\"");
        }
        return resource;
    }

    private static void external(Property each, ObjectNode resource) {
        if (each.node().isObject()) {
            each.find("name").flatMap(Forms::scalar).ifPresent(name -> resource.put("name", name));
            resource.put("external", true);
            return;
        }
        resource.put("external", each.node().asBoolean());
    }

    private static boolean given(ObjectNode resource) {
        return resource.has("file")
                || resource.has("environment")
                || resource.has("content")
                || resource.path("external").asBoolean();
    }
}
