package dev.taowa.cli;

import dev.taowa.api.GivenSecrets;
import dev.taowa.cli.terminal.Terminal;
import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.task.Event;
import dev.taowa.workspace.Secret;
import java.io.Console;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The secrets that a definition asks for: from variables of the person's session, or from the person. */
final class SecretQuestions {

    private SecretQuestions() {}

    /**
     * What variables hold of those that the definition of a person's own folder names. A repository from a URL, which
     * chooses the names, gets nothing that the person did not type for it.
     */
    static GivenSecrets ofVariables(
            SourceArgument source, DefinitionChoice choice, Map<String, String> environment, boolean asks) {
        var given = new HashMap<String, Secret>();
        source.folder()
                .ifPresent(folder -> DefinitionReader.secrets(folder, choice).forEach(name -> {
                    var value = environment.getOrDefault(name, "");
                    if (!value.isEmpty()) {
                        given.put(name, Secret.of(value));
                    }
                }));
        return new GivenSecrets(given, asks);
    }

    /** Whether there is a terminal to ask on. */
    static boolean possible() {
        return Terminal.canAsk() && console().isPresent();
    }

    /** Asks for each without showing what is typed; nothing typed means that there is none to give. */
    static GivenSecrets ask(List<Event.SecretWanted> wanted) {
        var given = new HashMap<String, Secret>();
        for (var each : wanted) {
            given.put(each.name(), answer(question(each)));
        }
        return new GivenSecrets(given, false);
    }

    private static String question(Event.SecretWanted wanted) {
        var text = new StringBuilder(wanted.name());
        if (!wanted.description().isBlank()) {
            text.append(", ").append(wanted.description());
        }
        if (!wanted.documentationUrl().isBlank()) {
            text.append(" (").append(wanted.documentationUrl()).append(')');
        }
        return TextWidth.printable(text.toString()) + "; Enter for none: ";
    }

    /** The console hides what is typed before it asks. */
    private static Secret answer(String question) {
        return Secret.of(console()
                .map(console -> console.readPassword("%s", question))
                .map(String::new)
                .orElse(""));
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
