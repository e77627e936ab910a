package dev.taowa.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which build of Taowa runs: the text of {@code version} in the folder that {@code TAOWA_HOME} names, such as
 * {@code 0.1.0+3f9a0c21}. Client and server compare it, so that a newer client replaces an idle older server.
 */
public final class ProgramVersion {

    /** Shown when the program runs outside its distribution, as in tests. */
    public static final String UNPACKAGED = "development";

    private ProgramVersion() {}

    public static String of(Map<String, String> environment) {
        var home = environment.get("TAOWA_HOME");
        if (home == null) {
            return UNPACKAGED;
        }
        try {
            return Files.readString(Path.of(home, "version")).strip();
        } catch (IOException absent) {
            return UNPACKAGED;
        }
    }
}
