package dev.taowa.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a person's programs are: the {@code PATH} of their environment, of which relative folders do not count. */
public final class SearchPath {

    private SearchPath() {}

    /**
     * The first program of that name.
     *
     * @param name without a slash
     */
    public static Optional<Path> find(String name, Map<String, String> environment) {
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            try {
                var program = Path.of(folder).resolve(name);
                if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            } catch (InvalidPathException e) {
                // Not a folder.
            }
        }
        return Optional.empty();
    }
}
