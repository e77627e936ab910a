package dev.taowa.image;

import dev.taowa.metadata.MetadataLabel;
import dev.taowa.task.Phase;
import java.util.function.Supplier;

/**
 * What a machine is made from.
 *
 * @param name for people
 * @param identity names exactly one content
 * @param phase that its making belongs to
 * @param metadata the image's label {@code devcontainer.metadata}; empty when it has none
 * @param image makes it unless it is there
 */
public record PlainImage(String name, String identity, Phase phase, String metadata, Supplier<Image> image) {

    static PlainImage of(String name, Image image) {
        var metadata = image.labels().getOrDefault(MetadataLabel.NAME, "");
        return new PlainImage(name, image.id(), Phase.IMAGE, metadata, () -> image);
    }
}
