package dev.taowa.image;

import dev.taowa.definition.ImageSource;
import dev.taowa.task.Step;
import java.nio.file.Path;
import java.util.Optional;

/** Makes images that boot as machines. */
public interface ImageMaker {
    MachineImage obtain(ImageSource source, Path checkout, Optional<String> user, Step step);
}
