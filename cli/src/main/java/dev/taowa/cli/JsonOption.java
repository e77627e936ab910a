package dev.taowa.cli;

import picocli.CommandLine.Option;

/** The option {@code --json} of the commands that print data. */
final class JsonOption {

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean asked;

    boolean asked() {
        return asked;
    }
}
