package dev.taowa.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs of the person's own machine, as the person. Calls block; interrupt ends the program. */
@FunctionalInterface
public interface HostPrograms {

    /** Runs to the end, each line of stdout and stderr given to {@code lines}; returns the exit status. */
    int run(List<String> argv, Map<String, String> environment, Path folder, Consumer<String> lines) throws IOException;
}
