package dev.taowa.image;

import dev.taowa.driver.Driver;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.workspace.ImageTag;
import java.util.Optional;

/** Images on one host's engine. The same rules as for {@link Driver}. */
public interface Images {

    Optional<Image> find(ImageTag tag);

    /** Fetches the image from its registry unless it is there; IMAGE_NOT_FOUND when neither has it. */
    Image pull(ImageTag reference, Phase phase, Progress progress);

    /** Builds; each line of output is told. IMAGE_BUILD_FAILED names the step that failed. */
    Image build(ContainerBuild build, Phase phase, Progress progress);

    /** The bare Debian system that {@code base} describes, made on this host unless it is there. */
    Image obtainBase(DebianSystem base, Progress progress);

    /** Reads one regular file of an image, at most 1 MiB of it; empty when there is none. */
    Optional<String> read(ImageTag tag, String path);

    /** Deletes the image unless something uses it. */
    void remove(ImageTag tag);
}
