package dev.taowa.workspace;

import java.nio.file.Path;

/** Something mounted into a workspace at {@code target}, an absolute path inside it. */
public sealed interface Mount {

    String target();

    boolean readOnly();

    /**
     * A folder of the host whose owner there is the login user inside, and the other way round, without changing an
     * owner on disk.
     */
    record Folder(Path source, String target, boolean readOnly) implements Mount {}

    /** A folder of the host as it is, for content that is nobody's inside, such as the shared web IDE. */
    record Shared(Path source, String target) implements Mount {
        @Override
        public boolean readOnly() {
            return true;
        }
    }

    /**
     * A volume of the engine, kept when the workspace stops or is rebuilt. {@code name} is short, such as {@code home};
     * the driver prefixes the workspace's id. An empty one takes the content and owner of the image's folder.
     */
    record Volume(String name, String target, boolean readOnly) implements Mount {}

    /** An empty folder in memory. */
    record Memory(String target) implements Mount {
        @Override
        public boolean readOnly() {
            return false;
        }
    }
}
