package dev.taowa.lifecycle;

import dev.taowa.dial.Command;
import dev.taowa.dial.Sessions;
import dev.taowa.metadata.Environment;
import dev.taowa.metadata.UserEnvProbe;
import dev.taowa.task.Step;
import dev.taowa.workspace.LoginUser;
import dev.taowa.workspace.Workspace;
import dev.taowa.workspace.WorkspaceLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The variables that the user's own shell start-up files set, such as the PATH of a version manager: lifecycle commands
 * have them, as commands typed into a terminal would (containers.dev, "userEnvProbe").
 */
final class UserVariables {

    private static final String MARK = "taowa-variables:";
    private static final String BEFORE = "taowa-session:";
    private static final int LONGEST = 1 << 20;
    private static final Set<String> OF_THE_SHELL_ITSELF = Set.of("_", "SHLVL", "PWD", "OLDPWD");

    /** Start-up files are the person's own and may hang. */
    private static final String SCRIPT = "printf '%s%s\\n' " + BEFORE
            + " \"$(env -0 | base64 -w 0)\"; exec timeout -k 1 10 \"${SHELL:-/bin/sh}\" \"$@\" -c"
            + " 'printf \"\\n%s%s\\n\" " + MARK + " \"$(env -0 | base64 -w 0)\"'";

    private final Sessions sessions;
    private final Workspace workspace;

    UserVariables(Sessions sessions, Workspace workspace) {
        this.sessions = sessions;
        this.workspace = workspace;
    }

    /** What the shell says, without what remoteEnv decides; nothing, and a warning, when it does not answer. */
    Map<String, String> probe(Environment environment, Step step) throws IOException {
        var probe = environment.probe().orElse(UserEnvProbe.LOGIN_INTERACTIVE_SHELL);
        if (probe == UserEnvProbe.NONE) {
            return Map.of();
        }
        var user = LoginUser.of(workspace.label(WorkspaceLabels.USER));
        var argv = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        argv.addAll(probe.options());
        var answer = new AtomicReference<>("");
        var before = new AtomicReference<>("");
        sessions.run(workspace, new Command(user.name(), argv, Map.of(), user.home()), line -> {
            if (line.startsWith(MARK) && line.length() < LONGEST) {
                answer.set(line.substring(MARK.length()));
            }
            if (line.startsWith(BEFORE) && before.get().isEmpty()) {
                before.set(line.substring(BEFORE.length()));
            }
        });
        var variables = parse(answer.get());
        if (variables.isEmpty()) {
            step.warn(
                    "the shell of %s did not tell its variables within 10 seconds: lifecycle commands run without them"
                            .formatted(user.name()));
        }
        // What every session has anyway need not be passed, and secrets among it must not be: others see arguments.
        variables.entrySet().removeAll(parse(before.get()).entrySet());
        variables.keySet().removeAll(OF_THE_SHELL_ITSELF);
        variables.keySet().removeAll(environment.remote().keySet());
        return variables;
    }

    private static Map<String, String> parse(String encoded) {
        var variables = new HashMap<String, String>();
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return variables;
        }
        for (var line : new String(decoded, StandardCharsets.UTF_8).split("\0", -1)) {
            var equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }
}
