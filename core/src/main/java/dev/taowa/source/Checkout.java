package dev.taowa.source;

import java.nio.file.Path;

/**
 * The files of a source on this machine.
 *
 * @param folder absolute path of what is mounted: the folder, or the root of the repository
 * @param subfolder relative path in it that the person asked for; empty for the folder itself
 * @param isTrusted whether what is said of its workspace is the person's own word, which may name variables, programs
 *     and folders of this machine
 */
public record Checkout(Source source, Path folder, String subfolder, boolean isTrusted) {

    /** A folder of this machine is the person's own, a repository from a URL is a stranger's. */
    public Checkout(Source source, Path folder, String subfolder) {
        this(source, folder, subfolder, source instanceof Source.Folder);
    }

    /** The same, but that a stranger says what its workspace is. */
    public Checkout distrusted() {
        return new Checkout(source, folder, subfolder, false);
    }

    /** Where the folder is mounted in a workspace unless its definition says otherwise. */
    public String defaultTarget() {
        return "/workspaces/" + folder.getFileName();
    }
}
