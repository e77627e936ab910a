package dev.taowa.metadata;

import java.util.List;

/** How the user's own shell start-up files are asked for variables before lifecycle commands run. */
public enum UserEnvProbe {
    NONE("none"),
    LOGIN_SHELL("loginShell", "-l"),
    LOGIN_INTERACTIVE_SHELL("loginInteractiveShell", "-l", "-i"),
    INTERACTIVE_SHELL("interactiveShell", "-i");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> options;

    UserEnvProbe(String word, String... options) {
        this.word = word;
        this.options = List.of(options);
    }

    /** What devcontainer.json calls it. */
    public String word() {
        return word;
    }

    /** Options of the shell that is asked. */
    public List<String> options() {
        return options;
    }
}
