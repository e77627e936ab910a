package dev.taowa.detection;

import dev.taowa.document.SourceTree;
import dev.taowa.document.SourceWalk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a bounded look through the files of a source comes to. */
final class Census {

    static final int MOST_ENTRIES = 5000;
    private static final int DEEPEST = 10;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Folders that hold what was fetched or made. Hidden ones are passed by too. */
    private static final Set<String> FOREIGN = Set.of(
            "node_modules",
            "bower_components",
            "vendor",
            "third_party",
            "target",
            "build",
            "dist",
            "out",
            "obj",
            "venv",
            "env",
            "__pycache__",
            "site-packages",
            "Pods",
            "coverage");

    private final Map<Language, Integer> sources = new EnumMap<>(Language.class);
    private final Map<Language, List<Path>> markers = new EnumMap<>(Language.class);
    private int entries;
    private int notebooks;
    private boolean complete;

    private Census() {}

    /** @param folder of the tree that is looked at */
    static Census take(SourceTree tree, Path folder, InstantSource clock) {
        var census = new Census();
        var end = clock.instant().plus(LONGEST);
        census.complete = tree.walk(folder, DEEPEST)
                .visit(
                        path -> !isForeign(path),
                        entry -> ++census.entries <= MOST_ENTRIES
                                && clock.instant().isBefore(end)
                                && census.count(entry));
        census.markers.forEach((language, paths) -> paths.sort(Comparator.comparingInt(Path::getNameCount)
                .thenComparingInt(path -> rank(language, path))
                .thenComparing(Comparator.naturalOrder())));
        return census;
    }

    private static int rank(Language language, Path path) {
        var known = language.markers().indexOf(name(path));
        return known < 0 ? Integer.MAX_VALUE : known;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isForeign(Path folder) {
        var name = name(folder);
        return name.startsWith(".") || FOREIGN.contains(name);
    }

    private boolean count(SourceWalk.Entry entry) {
        if (entry.kind() != SourceWalk.Kind.FILE) {
            return true;
        }
        var name = name(entry.path());
        Language.ofMarker(name)
                .ifPresent(language -> markers.computeIfAbsent(language, _ -> new ArrayList<>())
                        .add(entry.path()));
        var lowerCase = name.toLowerCase(Locale.ROOT);
        if (!lowerCase.endsWith(".min.js")) {
            Language.ofSource(lowerCase).ifPresent(language -> sources.merge(language, 1, Integer::sum));
        }
        if (lowerCase.endsWith(".ipynb")) {
            notebooks++;
        }
        return true;
    }

    /** How much of the source files is of this language, from 0 to 1. */
    double share(Language language) {
        var all = sources.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? 0 : (double) sources.getOrDefault(language, 0) / all;
    }

    /** Files that mark projects of this language, the nearest first. */
    List<Path> markers(Language language) {
        return List.copyOf(markers.getOrDefault(language, List.of()));
    }

    int notebooks() {
        return notebooks;
    }

    /** Whether everything was looked at. */
    boolean isComplete() {
        return complete;
    }
}
