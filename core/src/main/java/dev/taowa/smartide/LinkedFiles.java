package dev.taowa.smartide;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonPlaces;
import dev.taowa.document.Locator;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a {@code .ide.yaml} links to: inside the source, and not too many. */
final class LinkedFiles {

    private static final int MOST_FILES = 50;
    private static final int MOST_NAMES = 5000;
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final String OUTSIDE = "must stay inside the source's own folder";

    /** A file and what is learnt while it is read. */
    record Linked(String name, String text, List<Property.Reading> readings) {

        /** For one document of it. */
        Property.Reading reading(Locator locator) {
            var reading = new Property.Reading(Substitution.NONE, locator);
            readings.add(reading);
            return reading;
        }
    }

    private final SourceTree tree;
    private final Path folder;

    /** @param folder that the links are relative to, relative to the tree */
    LinkedFiles(SourceTree tree, Path folder) {
        this.tree = tree;
        this.folder = folder;
    }

    /** The file that the property names. */
    Optional<Linked> file(Property link) {
        var text = link.word();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var path = tree.confine(folder, text.get());
        if (path.isEmpty()) {
            link.mistake(OUTSIDE);
            return Optional.empty();
        }
        if (!tree.isFile(path.get())) {
            link.mistake("names a file that is not there: "
                    + DocumentProblems.printable(path.get().toString()));
            return Optional.empty();
        }
        return read(path.get());
    }

    /** The files that the property's pattern matches, in order. */
    List<Linked> files(Property link) {
        var pattern = link.word();
        if (pattern.isEmpty()) {
            return List.of();
        }
        if (pattern.get().startsWith("/")) {
            link.mistake(OUTSIDE);
            return List.of();
        }
        var paths = List.of(folder);
        for (var part : pattern.get().split("/+", -1)) {
            paths = step(link, paths, part);
        }
        var files = paths.stream().filter(tree::isFile).toList();
        if (files.isEmpty()
                && link.reading().mistakes().stream()
                        .noneMatch(each -> each.at().equals(link.pointer()))) {
            link.mistake("matches no file");
        }
        if (files.size() > MOST_FILES) {
            link.mistake("matches more than %d files".formatted(MOST_FILES));
            return List.of();
        }
        return read(link, files);
    }

    private List<Linked> read(Property link, List<Path> paths) {
        var found = new ArrayList<Linked>();
        var characters = 0;
        for (var path : paths) {
            var file = read(path);
            file.ifPresent(found::add);
            characters += file.map(each -> each.text().length()).orElse(0);
            if (characters > MOST_CHARACTERS) {
                link.mistake("matches more than 4 MiB of files");
                return List.of();
            }
        }
        return found;
    }

    private Optional<Linked> read(Path path) {
        return tree.findText(path).map(text -> new Linked(path.toString(), text, new ArrayList<>()));
    }

    /** What the next part of the pattern leads to from each of these folders. */
    private List<Path> step(Property link, List<Path> folders, String part) {
        var next = new ArrayList<Path>();
        for (var each : folders) {
            for (var name : names(link, each, part)) {
                var path = tree.confine(each, name);
                if (path.isEmpty()) {
                    link.mistake(OUTSIDE + ": " + DocumentProblems.printable(name));
                    return List.of();
                }
                next.add(path.get());
            }
            if (next.size() > MOST_NAMES) {
                link.mistake("looks at more than %d files".formatted(MOST_NAMES));
                return List.of();
            }
        }
        return next;
    }

    private List<String> names(Property link, Path place, String part) {
        if (part.indexOf('*') < 0 && part.indexOf('?') < 0) {
            return List.of(part);
        }
        var names = tree.names(place, MOST_NAMES);
        if (names.size() > MOST_NAMES) {
            link.mistake("looks at more than %d files".formatted(MOST_NAMES));
            return List.of();
        }
        return names.stream().filter(name -> matches(part, name)).toList();
    }

    /** Shell pattern of {@code *} and {@code ?}; takes time only in proportion to both lengths. */
    private static boolean matches(String pattern, String name) {
        var at = 0;
        var star = -1;
        var resume = 0;
        for (var index = 0; index < name.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = index;
            } else if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(index))) {
                at++;
                index++;
            } else if (star >= 0) {
                at = star + 1;
                index = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(character -> character == '*');
    }

    /** Passes on what was noted of the linked files. */
    static void report(Property link, List<Linked> files) {
        for (var file : files) {
            for (var reading : file.readings()) {
                reading.mistakes().forEach(mistake -> link.reading().mistakes().add(in(link, file, mistake)));
                reading.warnings().forEach(warning -> link.reading().warnings().add(in(link, file, warning)));
            }
        }
    }

    private static Remark in(Property link, Linked file, Remark remark) {
        var start = new Locator.Spot(file.name(), JsonPlaces.Place.START);
        return new Remark(
                link.pointer(), remark.text(), Optional.of(remark.spot().orElse(start)));
    }
}
