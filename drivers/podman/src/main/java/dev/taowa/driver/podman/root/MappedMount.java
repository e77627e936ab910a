package dev.taowa.driver.podman.root;

import java.nio.file.Path;

/**
 * A folder or file to mount with its owner mapped: what {@code disk} owns on disk belongs to {@code shown} in the mount
 * and the other way round; files of anybody else show as nobody's and cannot be made.
 *
 * @param source a real path: one with a symbolic link in it is refused, so that nothing can be swapped in meanwhile
 * @param target a place in an own folder of {@link Root}
 * @param shown ids of the host, such as a workspace's range base + 1000
 */
public record MappedMount(Path source, Path target, FileOwner disk, FileOwner shown, boolean readOnly) {

    public MappedMount {
        if (!source.isAbsolute() || !target.isAbsolute()) {
            throw new IllegalArgumentException("not absolute: " + source + ", " + target);
        }
    }
}
