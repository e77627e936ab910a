package dev.taowa.template;

import dev.taowa.document.SourceTree;
import dev.taowa.document.SourceWalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds templates. */
public final class Templates {

    private static final int MOST_FILES = 1000;
    private static final int DEEPEST = 16;
    private static final long MOST_BYTES = 16L << 20;

    /** Paths of the files of all templates, one a line; a class path cannot be listed. */
    private static final String INDEX = "builtin/index.txt";

    private static final String INSTALL = "/install.sh";

    /** What the install scripts have in common; each gets it into its own folder, which stays whole by itself. */
    private static final String SHARED = "/apt.sh";

    private Templates() {}

    /** The templates that the program brings. */
    public static List<Template> builtIn() {
        return idsAndFiles().entrySet().stream()
                .map(each -> builtIn(each.getKey(), each.getValue()))
                .toList();
    }

    /** The template that the program brings under that id. */
    public static Template builtIn(String id) {
        var all = idsAndFiles();
        var files = all.get(id);
        if (files == null) {
            throw TemplateProblems.unknown(id, List.copyOf(all.keySet()));
        }
        return builtIn(id, files);
    }

    /** The template of that word or folder. */
    public static Template get(TemplateSource.Local source) {
        return switch (source) {
            case TemplateSource.BuiltIn(var id) -> builtIn(id);
            case TemplateSource.Folder(var path) -> read(path);
        };
    }

    /** The template that these files are, all of it. */
    public static Template of(String where, List<TemplateFile> files) {
        return TemplateReader.read(where, files);
    }

    /** The template in that folder, whose files nobody vouches for. */
    public static Template read(Path folder) {
        var where = folder.toString();
        return TemplateReader.read(where, files(where, folder));
    }

    /** All files of the template in that folder. */
    public static List<TemplateFile> files(String where, Path folder) {
        var tree = new SourceTree(folder);
        var paths = new ArrayList<Path>();
        var bytes = new long[1];
        tree.walk(Path.of(""), DEEPEST).visit(path -> !path.equals(Path.of(".git")), entry -> {
            check(where, entry, paths.size(), bytes[0] += entry.sizeBytes());
            if (entry.kind() == SourceWalk.Kind.FILE) {
                paths.add(entry.path());
            }
            return true;
        });
        paths.sort(null);
        var files = new ArrayList<TemplateFile>();
        for (var path : paths) {
            tree.findBytes(path).ifPresent(content -> files.add(new TemplateFile(path.toString(), content)));
        }
        return files;
    }

    private static void check(String where, SourceWalk.Entry entry, int files, long bytes) {
        var shown = TemplateProblems.printable(entry.path().toString());
        if (!shown.equals(entry.path().toString())) {
            throw TemplateProblems.unfit(
                    where, "the name %s is too long or not one line".formatted(shown), "rename it");
        }
        if (entry.kind() == SourceWalk.Kind.LINK || entry.kind() == SourceWalk.Kind.OTHER) {
            throw TemplateProblems.unfit(
                    where, "%s is neither a file nor a folder".formatted(shown), "put a plain file in its place");
        }
        if (files >= MOST_FILES || bytes > MOST_BYTES || entry.path().getNameCount() >= DEEPEST) {
            throw TemplateProblems.unfit(
                    where,
                    "it is larger than %d files, %d MiB or %d levels of folders"
                            .formatted(MOST_FILES, MOST_BYTES >> 20, DEEPEST),
                    "give the folder of one template, not of a whole collection");
        }
    }

    private static Map<String, List<String>> idsAndFiles() {
        var files = new LinkedHashMap<String, List<String>>();
        new String(resource(INDEX), StandardCharsets.UTF_8).lines().forEach(line -> {
            var slash = line.indexOf('/');
            files.computeIfAbsent(line.substring(0, slash), _ -> new ArrayList<>())
                    .add(line.substring(slash + 1));
        });
        return files;
    }

    private static Template builtIn(String id, List<String> paths) {
        var files = new ArrayList<TemplateFile>();
        for (var path : paths) {
            files.add(new TemplateFile(path, resource("builtin/" + id + "/" + path)));
            if (path.endsWith(INSTALL)) {
                var beside = path.substring(0, path.length() - INSTALL.length()) + SHARED;
                files.add(new TemplateFile(beside, resource("builtin" + SHARED)));
            }
        }
        return TemplateReader.read(id, files);
    }

    private static byte[] resource(String name) {
        try (var stream = Templates.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
