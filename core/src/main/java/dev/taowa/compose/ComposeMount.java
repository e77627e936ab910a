package dev.taowa.compose;

/** Something that the chosen service has mounted at {@code target}, an absolute path inside. */
public sealed interface ComposeMount {

    String target();

    boolean readOnly();

    /**
     * Something of the source itself, such as what {@code ..:/workspaces/app} mounts.
     *
     * @param path relative to the source's top folder; empty for all of it
     */
    record OfSource(String path, String target, boolean readOnly) implements ComposeMount {}

    /**
     * Something of the machine that holds the source.
     *
     * @param source an absolute path, one that leads out of the source by {@code ../}, or one that begins with
     *     {@code ~/} where nothing says what the person's home is
     */
    record OfMachine(String source, String target, boolean readOnly) implements ComposeMount {}

    /** A volume of the project. */
    record Volume(String name, String target, boolean readOnly) implements ComposeMount {}

    /** A volume of the service alone, that nothing else refers to. */
    record Anonymous(String target, boolean readOnly) implements ComposeMount {}

    record Memory(String target) implements ComposeMount {
        @Override
        public boolean readOnly() {
            return false;
        }
    }
}
