package dev.taowa.image;

import dev.taowa.workspace.ImageTag;
import java.util.List;
import java.util.Map;

/**
 * An image on the engine.
 *
 * @param id content id, {@code sha256:…} or the bare hex
 * @param user as in the image's configuration; empty means root
 * @param environment as in the image's configuration
 * @param entrypoint what a container of it runs, {@code command} being its arguments
 */
public record Image(
        ImageTag tag,
        String id,
        Map<String, String> labels,
        Map<String, String> environment,
        String user,
        List<String> entrypoint,
        List<String> command) {

    public Image {
        labels = Map.copyOf(labels);
        environment = Map.copyOf(environment);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
    }
}
