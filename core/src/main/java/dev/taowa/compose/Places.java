package dev.taowa.compose;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.source.Checkout;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The paths that the files of a project name. Each is told in one of three forms: {@code ./…} and {@code ../…} from the
 * source's top folder, {@code ~…}, or an absolute path of somewhere else.
 */
final class Places {

    private static final String OUTSIDE = "must stay inside the source's own folder";

    private final SourceTree tree;
    private final Path root;
    private final boolean ofThePerson;

    Places(Checkout checkout, SourceTree tree) {
        this.tree = tree;
        this.root = checkout.folder();
        this.ofThePerson = checkout.isTrusted();
    }

    SourceTree tree() {
        return tree;
    }

    /** The name of the folder, as a project's name is made from. */
    String folderName(Path folder) {
        var name = root.resolve(folder).normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    /** A path of the tree, for the program itself; one that leads out is a mistake at the property. */
    Optional<Path> file(Property at, Path base, String text) {
        var path = text.startsWith("~") ? Optional.<Path>empty() : tree.confine(base, fromTop(base, text));
        if (path.isEmpty()) {
            at.mistake("names %s: it %s".formatted(DocumentProblems.printable(text), OUTSIDE));
        }
        return path;
    }

    /** As {@link #file}, in the form for the model. */
    Optional<String> inside(Property at, Path base, String text) {
        return file(at, base, text).map(path -> "./" + path);
    }

    /** What a bind mount names, which may be elsewhere on the machine that holds the source. */
    Optional<String> anywhere(Property at, Path base, String text) {
        if (text.startsWith("~")) {
            return Optional.of(text);
        }
        try {
            var path = root.resolve(base).resolve(text).normalize();
            if (path.startsWith(root)) {
                return inside(at, base, text);
            }
            if (Path.of(text).isAbsolute()) {
                return Optional.of(path.toString());
            }
            if (ofThePerson) {
                return Optional.of(root.relativize(path).toString());
            }
        } catch (InvalidPathException e) {
            at.mistake("names no path: " + DocumentProblems.printable(text));
            return Optional.empty();
        }
        at.mistake("names %s: it %s".formatted(DocumentProblems.printable(text), OUTSIDE));
        return Optional.empty();
    }

    /** An absolute path that is in the tree, as seen from the folder. */
    private String fromTop(Path base, String text) {
        try {
            var path = Path.of(text).normalize();
            return path.isAbsolute() && path.startsWith(root)
                    ? root.resolve(base).normalize().relativize(path).toString()
                    : text;
        } catch (InvalidPathException e) {
            return text;
        }
    }
}
