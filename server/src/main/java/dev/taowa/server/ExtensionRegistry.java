package dev.taowa.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/**
 * Where workspaces get their editor's extensions: any registry that speaks as Open VSX does, by the variable
 * TAOWA_EXTENSION_REGISTRY, such as {@code https://open-vsx.org}.
 */
final class ExtensionRegistry {

    static final String VARIABLE = "TAOWA_EXTENSION_REGISTRY";

    private ExtensionRegistry() {}

    /** What code-server reads in its environment; nothing for the registry that it comes with. */
    static Map<String, String> variables(Map<String, String> environment) {
        var address = environment.getOrDefault(VARIABLE, "").replaceAll("/+$", "");
        if (address.isEmpty()) {
            return Map.of();
        }
        var gallery = JsonNodeFactory.instance
                .objectNode()
                .put("serviceUrl", address + "/vscode/gallery")
                .put("itemUrl", address + "/vscode/item");
        return Map.of("EXTENSIONS_GALLERY", gallery.toString());
    }
}
