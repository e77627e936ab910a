package dev.taowa.image;

import dev.taowa.definition.BuildSettings;
import dev.taowa.workspace.ImageTag;
import java.util.Map;
import java.util.Optional;

/**
 * One build of a Containerfile.
 *
 * @param tag the result's name
 * @param context what is sent to the engine
 * @param containerfile path inside the context
 * @param bases images that the texts after {@code FROM} stand for, where they stand for others than they say
 * @param cached whether each instruction is kept for later builds; a build of ours is kept as a whole
 */
public record ContainerBuild(
        ImageTag tag,
        BuildContext context,
        String containerfile,
        Map<String, String> arguments,
        Optional<String> target,
        Map<String, String> labels,
        Map<String, String> bases,
        BuildSettings settings,
        boolean cached) {

    public ContainerBuild {
        arguments = Map.copyOf(arguments);
        labels = Map.copyOf(labels);
        bases = Map.copyOf(bases);
    }

    /** A build of ours, kept as a whole by its tag. */
    static ContainerBuild ofOurs(
            ImageTag tag,
            BuildContext context,
            String containerfile,
            Map<String, String> arguments,
            Map<String, String> labels) {
        return new ContainerBuild(
                tag, context, containerfile, arguments, Optional.empty(), labels, Map.of(), BuildSettings.NONE, false);
    }
}
