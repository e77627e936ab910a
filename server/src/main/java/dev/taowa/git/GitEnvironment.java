package dev.taowa.git;

import dev.taowa.source.Checkouts;
import dev.taowa.workspace.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment that git runs in, made from nothing: what a hostile repository or server could make git do is turned
 * off, the person's own SSH agent and credential helpers are left on.
 */
final class GitEnvironment {

    private static final List<String> OF_THE_SERVER = List.of("PATH", "HOME", "USER", "LOGNAME", "TMPDIR");

    /** A constant text: user and password are in the environment, where no command line shows them. */
    private static final String HELPER = "!f() { test \"$1\" = get || exit 0;"
            + " printf 'username=%s\\npassword=%s\\n' \"$TAOWA_GIT_USER\" \"$TAOWA_GIT_PASSWORD\"; }; f";

    private final Map<String, String> variables = new HashMap<>();
    private final List<Map.Entry<String, String>> configuration = new ArrayList<>();

    private GitEnvironment() {}

    /**
     * @param url of the source: credentials go to its host alone, not to that of a submodule
     * @param sshCommand how the person's Git runs ssh
     */
    static Map<String, String> of(
            String url, Optional<Secret> credentials, Map<String, String> client, Optional<String> sshCommand) {
        var made = new GitEnvironment();
        made.inherit(client);
        made.harden();
        made.ssh(sshCommand.orElse("ssh"));
        credentials.ifPresent(secret -> made.credentials(url, secret.revealText()));
        return made.all();
    }

    /** The person's alone, to ask for their configuration. */
    static Map<String, String> plain(Map<String, String> client) {
        var made = new GitEnvironment();
        made.inherit(client);
        return made.all();
    }

    private void inherit(Map<String, String> client) {
        var server = System.getenv();
        OF_THE_SERVER.forEach(name -> copy(name, server));
        Checkouts.CLIENT_VARIABLES.stream()
                .filter(name -> !name.equals("SSH_AUTH_SOCK"))
                .forEach(name -> copy(name, server));
        Checkouts.CLIENT_VARIABLES.forEach(name -> copy(name, client));
        variables.put("LC_ALL", "C.UTF-8");
    }

    private void copy(String name, Map<String, String> from) {
        var value = from.get(name);
        if (value != null) {
            variables.put(name, value);
        }
    }

    /** Git reads these as configuration (git-config(1), GIT_CONFIG_COUNT), over that of any file. */
    private void harden() {
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_LFS_SKIP_SMUDGE", "1");
        variables.put("GIT_LITERAL_PATHSPECS", "1");
        configure("core.hooksPath", "/dev/null");
        configure("core.fsmonitor", "false");
        configure("core.askPass", "");
        configure("protocol.allow", "never");
        for (var protocol : List.of("https", "http", "ssh", "git")) {
            configure("protocol." + protocol + ".allow", "always");
        }
        configure("protocol.file.allow", "user");
        configure("advice.detachedHead", "false");
        configure("gc.auto", "0");
        configure("fetch.unpackLimit", "1");
    }

    /** No question, for nobody is there to answer it. Anything but OpenSSH is left as the person has it. */
    private void ssh(String command) {
        var program = command.strip().split("\\s+", 2)[0];
        var isOpenSsh = program.equals("ssh") || program.endsWith("/ssh");
        variables.put("GIT_SSH_COMMAND", isOpenSsh ? command + " -o BatchMode=yes -o ConnectTimeout=20" : command);
    }

    private void credentials(String url, String text) {
        var uri = URI.create(url);
        var host = "credential.%s://%s.".formatted(uri.getScheme(), uri.getRawAuthority());
        var parts = text.split(":", 2);
        variables.put("TAOWA_GIT_USER", decode(parts[0]));
        variables.put("TAOWA_GIT_PASSWORD", parts.length > 1 ? decode(parts[1]) : "");
        if (parts.length > 1) {
            // Whole credentials: no helper may offer older ones, or keep these.
            configure(host + "helper", "");
        } else {
            configure(host + "username", decode(parts[0]));
        }
        configure(host + "helper", HELPER);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private void configure(String key, String value) {
        configuration.add(Map.entry(key, value));
    }

    private Map<String, String> all() {
        for (var number = 0; number < configuration.size(); number++) {
            variables.put("GIT_CONFIG_KEY_" + number, configuration.get(number).getKey());
            variables.put(
                    "GIT_CONFIG_VALUE_" + number, configuration.get(number).getValue());
        }
        variables.put("GIT_CONFIG_COUNT", String.valueOf(configuration.size()));
        return variables;
    }
}
