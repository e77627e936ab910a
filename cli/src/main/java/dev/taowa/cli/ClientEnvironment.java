package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.json.Requests;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.definition.DefinitionReader;
import dev.taowa.source.Checkouts;
import dev.taowa.template.TemplateSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What of this process's environment the server is given: what git and ssh act upon, their agent before all, and what
 * the definition of a folder asks for by name.
 */
final class ClientEnvironment {

    private ClientEnvironment() {}

    static Map<String, String> of(SourceArgument source, DefinitionChoice choice, Map<String, String> environment) {
        var sent = new HashMap<String, String>();
        if (source.folder().isPresent()) {
            copy("SSH_AUTH_SOCK", environment, sent);
            choice.remoteTemplate().ifPresent(template -> sent.putAll(of(template, environment)));
            DefinitionReader.localVariables(source.folder().get(), choice, environment)
                    .forEach(name -> copy(name, environment, sent));
            return sent;
        }
        Checkouts.CLIENT_VARIABLES.forEach(name -> copy(name, environment, sent));
        return sent;
    }

    /** What {@code up} of a workspace's source would send now, as the body that starts the workspace again. */
    static Json again(CommandContext context, String name) {
        var workspace = context.api().get(Workspaces.path(name));
        var choice = new DefinitionChoice(workspace.find("config"), Optional.empty(), Map.of(), false);
        return Requests.again(of(SourceArgument.known(workspace.text("source")), choice, context.environment()));
    }

    /** For a template that is elsewhere. */
    static Map<String, String> of(TemplateSource.Remote template, Map<String, String> environment) {
        var sent = new HashMap<String, String>();
        if (template instanceof TemplateSource.Repository) {
            Checkouts.CLIENT_VARIABLES.forEach(name -> copy(name, environment, sent));
        }
        return sent;
    }

    private static void copy(String name, Map<String, String> from, Map<String, String> into) {
        var value = from.get(name);
        if (value != null && !value.isEmpty()) {
            into.put(name, value);
        }
    }
}
