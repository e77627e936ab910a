package dev.taowa.compose;

/**
 * Where things are in the workspace.
 *
 * @param source absolute path of the source's top folder
 * @param home absolute path of the login user's home
 */
public record Inside(String source, String home) {

    public Inside {
        if (!source.startsWith("/") || !home.startsWith("/")) {
            throw new IllegalArgumentException("not absolute: " + source + ", " + home);
        }
    }

    /** The path inside of one that is told from the source's top folder or from a home; others are what they are. */
    String path(String told) {
        if (told.startsWith("./")) {
            return told.length() == 2 ? source : source + told.substring(1);
        }
        return told.startsWith("~") ? home + told.substring(1) : told;
    }
}
