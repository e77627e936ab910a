package dev.taowa.dial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program to run in a workspace through its sshd.
 *
 * @param user login name
 * @param argv program and arguments, each passed as it is
 * @param folder absolute path to run in; must exist
 */
public record Command(String user, List<String> argv, Map<String, String> environment, String folder) {

    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /** The text of SSH's exec request that has the login shell turn itself into the program, exactly so. */
    public String shellLine() {
        return "cd " + ShellWord.quote(folder) + " && exec " + ShellWord.join(program());
    }

    /** Variables are set by env(1), which would take a program whose name holds {@code =} for one more of them. */
    private List<String> program() {
        if (environment.isEmpty()) {
            return argv;
        }
        var words = new ArrayList<>(List.of("env", "--"));
        new TreeMap<>(environment).forEach((name, value) -> words.add(name + "=" + value));
        if (argv.getFirst().contains("=")) {
            words.addAll(List.of("sh", "-c", "exec \"$0\" \"$@\""));
        }
        words.addAll(argv);
        return words;
    }
}
