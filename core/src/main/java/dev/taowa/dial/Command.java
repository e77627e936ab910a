package dev.taowa.dial;

import java.util.List;
import java.util.Map;

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
    }
}
