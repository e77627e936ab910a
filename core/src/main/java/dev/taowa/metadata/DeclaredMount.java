package dev.taowa.metadata;

/** A mount that the definition asks for; whether it is granted is decided where the workspace is planned. */
public sealed interface DeclaredMount {

    /** Absolute path inside. */
    String target();

    boolean readOnly();

    /** A folder or file of the machine that holds the source. */
    record Bind(String source, String target, boolean readOnly) implements DeclaredMount {}

    record Volume(String name, String target, boolean readOnly) implements DeclaredMount {}

    record Memory(String target) implements DeclaredMount {
        @Override
        public boolean readOnly() {
            return false;
        }
    }
}
