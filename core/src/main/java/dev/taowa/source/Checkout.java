package dev.taowa.source;

import java.nio.file.Path;

/**
 * The files of a source on this machine.
 *
 * @param folder absolute path of what is mounted: the folder, or the root of the repository
 * @param subfolder relative path in it that the person asked for; empty for the folder itself
 */
public record Checkout(Source source, Path folder, String subfolder) {

    /** Where the folder is mounted in a workspace unless its definition says otherwise. */
    public String defaultTarget() {
        return "/workspaces/" + folder.getFileName();
    }
}
