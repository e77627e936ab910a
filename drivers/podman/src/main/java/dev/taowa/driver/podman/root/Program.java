package dev.taowa.driver.podman.root;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program for root to run; it is never given to a shell.
 *
 * @param argv the program, by name or absolute path, and its arguments
 * @param environment added to a clean one of PATH, HOME and LANG
 * @param folder where it runs
 * @param input what it reads from standard input, UTF-8, at most a million characters
 */
public record Program(List<String> argv, Map<String, String> environment, Path folder, String input) {

    static final int INPUT_LIMIT_CHARACTERS = 1 << 20;

    public Program {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty() || !folder.isAbsolute() || input.length() > INPUT_LIMIT_CHARACTERS) {
            throw new IllegalArgumentException("not a program for root: " + argv);
        }
    }

    public static Program of(String... argv) {
        return of(List.of(argv));
    }

    public static Program of(List<String> argv) {
        return new Program(argv, Map.of(), Path.of("/"), "");
    }

    public Program withEnvironment(Map<String, String> added) {
        return new Program(argv, added, folder, input);
    }

    public Program withInput(String text) {
        return new Program(argv, environment, folder, text);
    }

    public Program in(Path workingFolder) {
        return new Program(argv, environment, workingFolder, input);
    }
}
