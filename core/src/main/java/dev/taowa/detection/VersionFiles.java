package dev.taowa.detection;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the version of a language that a source asks for. A file that cannot be read asks for nothing. */
final class VersionFiles {

    private static final Map<String, String> NODE_NAMES =
            Map.of("lts/hydrogen", "18", "lts/iron", "20", "lts/jod", "22", "lts/krypton", "24");

    private static final int MOST_PROJECTS = 20;

    private final SourceTree tree;

    VersionFiles(SourceTree tree) {
        this.tree = tree;
    }

    /**
     * What the first file that says something says.
     *
     * @param folder where the person's source begins
     * @param markers files that mark projects of the language
     */
    Optional<Wish> find(Language language, Path folder, List<Path> markers) {
        var folders = new LinkedHashSet<Path>();
        folders.add(folder);
        markers.stream()
                .findFirst()
                .map(Path::getParent)
                .or(() -> Optional.of(Path.of("")))
                .filter(parent -> parent.startsWith(folder) || folder.toString().isEmpty())
                .ifPresent(folders::add);
        var files = VersionFile.of(language);
        for (var each : folders) {
            for (var file : files) {
                var wish = wish(language, each.resolve(file.name()), file);
                if (wish.isPresent()) {
                    return wish;
                }
            }
        }
        return language == Language.DOTNET ? framework(markers) : Optional.empty();
    }

    private Optional<Wish> framework(List<Path> markers) {
        return markers.stream()
                .limit(MOST_PROJECTS)
                .flatMap(marker -> wish(Language.DOTNET, marker, VersionFile.project(marker.toString())).stream())
                .findFirst();
    }

    private Optional<Wish> wish(Language language, Path path, VersionFile file) {
        try {
            return tree.findText(path)
                    .flatMap(file.finder())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .map(text -> meaning(language, path, text));
        } catch (ProblemException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    /** What each file means in its own way becomes one way of writing ranges. */
    private static Wish meaning(Language language, Path path, String text) {
        var file = path.toString();
        var name = String.valueOf(path.getFileName());
        return switch (language) {
            case NODE -> {
                var named = NODE_NAMES.getOrDefault(text, text);
                yield Wish.of(file, named.replaceFirst("^v(?=[0-9])", ""));
            }
            case JAVA -> Wish.of(file, text.replace('_', '.').replaceFirst("^1\\.(?=[0-9])", ""));
            case GO -> Wish.of(file, text, VersionRange.parse(">=" + text));
            // Composer's ~8.1 goes up to 9, that of npm up to 8.2.
            case PHP -> Wish.of(file, text, VersionRange.parse(text.replace("~", "~>")));
            case DOTNET -> {
                // An SDK is numbered by the hundred: only the first two numbers name the release.
                var release = text.replaceFirst("^([0-9]+\\.[0-9]+)\\..*", "$1");
                yield Wish.of(file, text, VersionRange.parse(release));
            }
            case RUST -> Wish.of(file, text, VersionRange.parse(name.equals("Cargo.toml") ? ">=" + text : text));
            case PYTHON, CPP, RUBY, SCALA, ELIXIR, HASKELL, SWIFT, DART, R, PERL, LUA, ZIG, JULIA ->
                Wish.of(file, text);
        };
    }
}
