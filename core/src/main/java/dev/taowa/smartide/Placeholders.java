package dev.taowa.smartide;

import dev.taowa.document.Property;
import java.util.regex.Pattern;

/** Texts that mean something in devcontainer.json and nothing in {@code .ide.yaml}; there is no way to quote them. */
final class Placeholders {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:(?:localEnv|env|containerEnv):"
            + "|(?:local|container)WorkspaceFolder(?:Basename)?[:}]|devcontainerId[:}])");

    private Placeholders() {}

    static void warn(Property property, String text) {
        var found = VARIABLE.matcher(text);
        if (found.find()) {
            property.warn("holds %s, which is a variable of devcontainer.json and replaced"
                    .formatted(found.group().replaceFirst("[:}]$", "") + "…}"));
        }
    }
}
