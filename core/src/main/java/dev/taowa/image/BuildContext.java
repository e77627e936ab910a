package dev.taowa.image;

import java.util.Comparator;
import java.util.List;

/** The files that a build is given, sorted by path, folders before what is in them. */
public record BuildContext(List<ContextEntry> entries) {

    public BuildContext {
        entries = entries.stream()
                .sorted(Comparator.comparing(ContextEntry::path))
                .toList();
    }

    /** Size of the files on disk. */
    public long sizeBytes() {
        return entries.stream()
                .mapToLong(entry -> entry instanceof ContextEntry.Stored stored ? stored.sizeBytes() : 0)
                .sum();
    }
}
