package dev.taowa.definition;

import dev.taowa.document.Property;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the six lifecycle commands, each as text, a list of arguments, or named commands side by side. */
final class LifecycleReader {

    private LifecycleReader() {}

    static Map<LifecycleStage, LifecycleCommand> read(Property root) {
        var commands = new EnumMap<LifecycleStage, LifecycleCommand>(LifecycleStage.class);
        for (var stage : LifecycleStage.values()) {
            root.find(stage.property())
                    .flatMap(LifecycleReader::command)
                    .ifPresent(command -> commands.put(stage, command));
        }
        return commands;
    }

    private static Optional<LifecycleCommand> command(Property property) {
        if (!property.node().isObject()) {
            return single(property, "must be a string, an array of strings or an object");
        }
        var commands = new LinkedHashMap<String, LifecycleCommand>();
        property.members((name, each) ->
                single(each, "must be a string or an array of strings").ifPresent(one -> commands.put(name, one)));
        return commands.isEmpty() ? Optional.empty() : Optional.of(new LifecycleCommand.Parallel(commands));
    }

    private static Optional<LifecycleCommand> single(Property property, String otherwise) {
        var node = property.node();
        if (node.isNull()) {
            return Optional.empty();
        }
        if (node.isTextual()) {
            return shell(property);
        }
        if (node.isArray()) {
            var argv = property.texts();
            return argv.isEmpty() ? Optional.empty() : Optional.of(new LifecycleCommand.Program(argv));
        }
        property.mistake(otherwise);
        return Optional.empty();
    }

    /** The text goes to a shell as its author wrote it; a value put into it must not become part of the command. */
    private static Optional<LifecycleCommand> shell(Property property) {
        if (property.node().textValue().isBlank()) {
            return Optional.empty();
        }
        if (property.reading().variables().bringsShellSyntax(property.node().textValue())) {
            property.mistake("has a ${…} whose value holds characters that a shell acts upon: use the form"
                    + " [\"program\", \"argument\"]");
            return Optional.empty();
        }
        return property.text().map(LifecycleCommand.Shell::new);
    }
}
