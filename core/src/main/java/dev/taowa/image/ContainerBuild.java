package dev.taowa.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One build of a Containerfile.
 *
 * @param tag the result's name
 * @param context folder sent to the engine; what {@code .dockerignore} names is left out
 * @param containerfile path relative to the context
 */
public record ContainerBuild(
        ImageTag tag,
        Path context,
        String containerfile,
        Map<String, String> arguments,
        Optional<String> target,
        Map<String, String> labels) {

    public ContainerBuild {
        arguments = Map.copyOf(arguments);
        labels = Map.copyOf(labels);
    }
}
