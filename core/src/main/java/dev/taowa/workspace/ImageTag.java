package dev.taowa.workspace;

/** Name of an image on the engine, {@code repository:tag} or an id; Taowa's own end in the hash of what went in. */
public record ImageTag(String value) {

    public ImageTag {
        if (value.isBlank()) {
            throw new IllegalArgumentException("empty image tag");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
