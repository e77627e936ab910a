package dev.taowa.cli;

import dev.taowa.cli.terminal.TextWidth;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code up} is given: a Git URL, or a folder, whose links are resolved. */
record SourceArgument(String text, Optional<Path> folder) {

    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
    private static final Pattern SECURE_COPY = Pattern.compile("[^/:]+@[^/:]+:.*");

    static SourceArgument parse(String argument, Path from) {
        if (URL.matcher(argument).matches() && argument.contains("://")) {
            return new SourceArgument(argument, Optional.empty());
        }
        var found = find(argument, from);
        if (found.isPresent()) {
            return new SourceArgument(found.get().toString(), found);
        }
        if (SECURE_COPY.matcher(argument).matches()) {
            return new SourceArgument(argument, Optional.empty());
        }
        throw new ProblemException(new Problem(
                ProblemCode.SOURCE_NOT_FOUND,
                "\"%s\" is not a folder".formatted(TextWidth.printable(argument)),
                "give a folder that exists, or a Git URL such as https://…, ssh://… or git@host:owner/name"));
    }

    /** The source of a workspace, which may be gone meanwhile: the server says so where that matters. */
    static SourceArgument known(String source) {
        return new SourceArgument(source, source.startsWith("/") ? Optional.of(Path.of(source)) : Optional.empty());
    }

    private static Optional<Path> find(String argument, Path from) {
        try {
            var path = from.resolve(argument).toRealPath();
            return Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
        } catch (IOException | InvalidPathException absent) {
            return Optional.empty();
        }
    }
}
