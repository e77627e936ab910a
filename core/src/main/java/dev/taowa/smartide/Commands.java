package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns {@code command} into one postCreateCommand that runs them in order up to the first that fails. Those that do
 * nothing but install extensions are named as extensions instead: the web IDE installs them.
 */
final class Commands {

    /** Runs each argument by a shell of its own: no text of one command can reach into another. */
    private static final List<String> IN_ORDER = List.of("/bin/sh", "-c", "for c do sh -c \"$c\" || exit; done", "sh");

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@/:-]{0,200}");
    private static final String OPTION = "--install-extension";

    private Commands() {}

    static void write(Property property, ObjectNode devcontainer) {
        var commands = new ArrayList<String>();
        var extensions = new ArrayList<String>();
        property.elements(each -> each.raw().filter(text -> !text.isBlank()).ifPresent(text -> {
            var named = extensions(text);
            if (named.isPresent()) {
                extensions.addAll(named.get());
                return;
            }
            Placeholders.warn(each, text);
            commands.add(text);
        }));
        if (commands.size() == 1) {
            devcontainer.put("postCreateCommand", commands.getFirst());
        } else if (!commands.isEmpty()) {
            var argv = devcontainer.putArray("postCreateCommand");
            IN_ORDER.forEach(argv::add);
            commands.forEach(argv::add);
        }
        var named = extensions.stream().distinct().toList();
        if (!named.isEmpty()) {
            var list = devcontainer
                    .withObjectProperty("customizations")
                    .withObjectProperty("vscode")
                    .putArray("extensions");
            named.forEach(list::add);
        }
    }

    /** The extensions that the command installs; absent when it does anything else. */
    private static Optional<List<String>> extensions(String command) {
        if (command.length() > 2000) {
            return Optional.empty();
        }
        var words = List.of(command.strip().replace(OPTION + "=", OPTION + " ").split("\\s+", -1));
        if (!words.getFirst().equals("code")) {
            return Optional.empty();
        }
        var found = new ArrayList<String>();
        for (var index = 1; index < words.size(); index++) {
            var word = words.get(index);
            if (word.equals("--force")) {
                continue;
            }
            if (!word.equals(OPTION)
                    || ++index == words.size()
                    || !EXTENSION.matcher(words.get(index)).matches()) {
                return Optional.empty();
            }
            found.add(words.get(index));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
