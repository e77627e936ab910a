package dev.taowa.workspace;

import java.util.regex.Pattern;

/** Name of an image on the engine, {@code repository:tag} or an id; Taowa's own end in the hash of what went in. */
public record ImageTag(String value) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][\\w.:/@+-]{0,499}");

    public ImageTag {
        if (value.isBlank()) {
            throw new IllegalArgumentException("empty image tag");
        }
    }

    /** Whether the text can name an image, wherever that is. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
