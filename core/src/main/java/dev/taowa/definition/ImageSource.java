package dev.taowa.definition;

import java.util.Map;
import java.util.Optional;

/** Where the image of a workspace comes from. */
public sealed interface ImageSource {

    /** The built-in base. */
    record BuiltIn() implements ImageSource {}

    /** An image of a registry or of the engine, such as {@code debian:12}. */
    record Reference(String reference) implements ImageSource {}

    /**
     * A Containerfile of the repository. Both paths are relative to the checkout's folder and stay inside it.
     *
     * @param containerfile path of the file
     * @param context path of the folder sent to the build; empty for the checkout's own
     * @param text of the file, where it is given instead of its path
     */
    record Build(
            String containerfile,
            String context,
            Map<String, String> arguments,
            Optional<String> target,
            Optional<String> text,
            BuildSettings settings)
            implements ImageSource {

        /** A file that is there. */
        public Build(String containerfile, String context, Map<String, String> arguments, Optional<String> target) {
            this(containerfile, context, arguments, target, Optional.empty(), BuildSettings.NONE);
        }

        public Build {
            arguments = Map.copyOf(arguments);
        }
    }
}
