package dev.taowa.image;

import dev.taowa.definition.ImageSource;
import dev.taowa.task.Step;
import java.nio.file.Path;
import java.util.Optional;

public final class ImageMaker {
    public MachineImage obtain(ImageSource source, Path checkout, Optional<String> user, Step step) {
        throw new UnsupportedOperationException();
    }
}
