package dev.taowa.cli;

import dev.taowa.definition.DefinitionReader;
import java.util.HashMap;
import java.util.Map;

/** What of this process's environment the server is given: the SSH agent, and what the definition asks for by name. */
final class ClientEnvironment {

    private static final String AGENT = "SSH_AUTH_SOCK";

    private ClientEnvironment() {}

    static Map<String, String> of(SourceArgument source, Map<String, String> environment) {
        var sent = new HashMap<String, String>();
        copy(AGENT, environment, sent);
        source.folder()
                .ifPresent(folder -> DefinitionReader.localVariables(folder)
                        .forEach(name -> copy(name, environment, sent)));
        return sent;
    }

    private static void copy(String name, Map<String, String> from, Map<String, String> into) {
        var value = from.get(name);
        if (value != null && !value.isEmpty()) {
            into.put(name, value);
        }
    }
}
