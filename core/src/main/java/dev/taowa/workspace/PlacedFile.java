package dev.taowa.workspace;

/**
 * A file written into the workspace before it boots, owned by its root; it lives in the container's own layer and goes
 * with it.
 *
 * @param path absolute path inside
 * @param mode permission bits, such as 0600
 */
public record PlacedFile(String path, int mode, Secret content) {}
