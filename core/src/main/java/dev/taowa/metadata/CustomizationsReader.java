package dev.taowa.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads "customizations": what is the editor's and what is ours; that of other tools is theirs. */
final class CustomizationsReader {

    private static final String EXTENSION =
            "-?[A-Za-z0-9][A-Za-z0-9-]*\\.[A-Za-z0-9][A-Za-z0-9._-]*(?:@[A-Za-z0-9._-]+)?";

    private CustomizationsReader() {}

    static Customizations read(Property root) {
        var found = root.find("customizations");
        found.ifPresent(tools -> tools.members((name, tool) -> {
            switch (name) {
                case "vscode" -> tool.members(CustomizationsReader::checkEditor);
                case "taowa" -> checkOurs(tool);
                default -> {}
            }
        }));
        // Before "customizations" the editor's own stood at the top.
        var editor = found.flatMap(tools -> tools.find("vscode")).orElse(root);
        var ours = found.flatMap(tools -> tools.find("taowa"));
        return new Customizations(
                editor.find("extensions").map(CustomizationsReader::extensions).orElse(List.of()),
                editor.find("settings").map(CustomizationsReader::settings).orElse(Map.of()),
                ours.flatMap(each -> each.find("gitConfig"))
                        .filter(each -> each.node().isBoolean())
                        .flatMap(Property::flag),
                ours.flatMap(each -> each.find("ide"))
                        .filter(each -> each.node().isTextual())
                        .flatMap(Property::text)
                        .map("web"::equals),
                ours.flatMap(each -> each.find("idle"))
                        .flatMap(each -> each.find("stopAfterMinutes"))
                        .map(Property::node)
                        .filter(node -> node.canConvertToInt() && node.intValue() >= 0)
                        .map(node -> Duration.ofMinutes(node.intValue())));
    }

    private static void checkEditor(String name, Property member) {
        switch (name) {
            case "extensions", "settings", "devPort" -> {}
            default -> member.unknown();
        }
    }

    private static void checkOurs(Property ours) {
        OwnSchema.check(ours);
        ours.find("prebuild")
                .ifPresent(property ->
                        property.warn("is not carried out yet: the image is built when somebody wants the workspace"));
        ours.find("snapshot").ifPresent(property -> property.warn("is not carried out yet: no copies are kept"));
    }

    private static List<String> extensions(Property property) {
        var extensions = new ArrayList<String>();
        property.elements(each -> each.text().ifPresent(text -> {
            if (text.matches(EXTENSION) || text.endsWith(".vsix")) {
                extensions.add(text);
            } else {
                each.mistake("must be an extension's id, such as \"redhat.java\", or the path of a .vsix file");
            }
        }));
        return extensions;
    }

    private static Map<String, JsonNode> settings(Property property) {
        var settings = new LinkedHashMap<String, JsonNode>();
        property.members((name, value) -> settings.put(name, value.resolved()));
        return settings;
    }
}
