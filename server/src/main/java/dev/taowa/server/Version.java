package dev.taowa.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The version of this program: that of its package, which changes with every build. */
final class Version {

    private Version() {}

    static String current() {
        var home = System.getenv("TAOWA_HOME");
        try {
            return home == null
                    ? "development"
                    : Files.readString(Path.of(home, "version")).strip();
        } catch (IOException e) {
            return "development";
        }
    }
}
