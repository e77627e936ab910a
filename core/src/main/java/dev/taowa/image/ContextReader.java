package dev.taowa.image;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the context of a build from disk: what {@code .dockerignore} leaves, never anything outside of the folder. */
final class ContextReader extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final IgnoreRules rules;
    private final Set<String> kept;
    private final List<ContextEntry> entries = new ArrayList<>();

    private ContextReader(Path folder, IgnoreRules rules, Set<String> kept) {
        this.folder = folder;
        this.rules = rules;
        this.kept = kept;
    }

    /** @param containerfile path relative to the folder; sent even when it is ignored */
    static BuildContext read(Path folder, String containerfile) {
        try {
            var ignoreFile = List.of(containerfile + ".dockerignore", ".containerignore", ".dockerignore").stream()
                    .filter(name -> Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
            var rules = ignoreFile
                    .flatMap(name -> new SourceTree(folder).findBytes(Path.of(name)))
                    .map(bytes -> IgnoreRules.parse(new String(bytes, StandardCharsets.UTF_8)))
                    .orElse(IgnoreRules.NONE);
            var reader = new ContextReader(
                    folder, rules, Set.copyOf(List.of(containerfile, ignoreFile.orElse(containerfile))));
            Files.walkFileTree(folder, reader);
            return new BuildContext(reader.entries);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Everything below the folder. */
    static List<ContextEntry> readAll(Path folder) {
        try {
            var reader = new ContextReader(folder, IgnoreRules.NONE, Set.of());
            Files.walkFileTree(folder, reader);
            return reader.entries;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
        var name = name(path);
        if (name.isEmpty()) {
            return FileVisitResult.CONTINUE;
        }
        if (rules.ignores(name)) {
            var needed = rules.hasExceptions() || kept.stream().anyMatch(each -> each.startsWith(name + "/"));
            return needed ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }
        entries.add(new ContextEntry.Folder(name, mode(path)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
        var name = name(path);
        if (rules.ignores(name) && !kept.contains(name)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            entries.add(new ContextEntry.Link(name, Files.readSymbolicLink(path).toString()));
        } else if (attributes.isRegularFile()) {
            entries.add(new ContextEntry.Stored(name, mode(path), path, attributes.size()));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
        if (rules.ignores(name(path))) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private String name(Path path) {
        return folder.relativize(path).toString();
    }

    private static int mode(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0777;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static ProblemException unreadable(@Nullable IOException cause) {
        var words = cause == null ? "" : String.valueOf(cause.getMessage());
        return new ProblemException(
                new Problem(
                        ProblemCode.IMAGE_BUILD_FAILED,
                        "the build's context cannot be read: %s".formatted(words),
                        "make it readable, or name it in .dockerignore"),
                cause);
    }
}
