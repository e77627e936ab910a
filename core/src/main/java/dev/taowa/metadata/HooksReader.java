package dev.taowa.metadata;

import dev.taowa.document.Property;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the six lifecycle commands, each as text, a list of arguments, or named commands side by side; and waitFor. */
final class HooksReader {

    private static final List<LifecycleStage> WAITED_FOR = Arrays.stream(LifecycleStage.values())
            .filter(stage -> stage != LifecycleStage.POST_ATTACH)
            .toList();

    private HooksReader() {}

    /** @param origin who asks for the commands */
    static Hooks read(Property root, String origin) {
        var commands = new EnumMap<LifecycleStage, List<Hooks.Hook>>(LifecycleStage.class);
        for (var stage : LifecycleStage.values()) {
            root.find(stage.property())
                    .flatMap(HooksReader::command)
                    .ifPresent(command -> commands.put(stage, List.of(new Hooks.Hook(origin, command))));
        }
        return new Hooks(commands, root.find("waitFor").flatMap(HooksReader::stage));
    }

    private static Optional<LifecycleStage> stage(Property property) {
        var word = property.text();
        var stage = WAITED_FOR.stream()
                .filter(each -> word.filter(each.property()::equals).isPresent())
                .findFirst();
        if (word.isPresent() && stage.isEmpty()) {
            property.mistake("must be one of "
                    + WAITED_FOR.stream().map(LifecycleStage::property).collect(Collectors.joining(", ")));
        }
        return stage;
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
