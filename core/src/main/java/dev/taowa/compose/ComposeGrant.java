package dev.taowa.compose;

import dev.taowa.workspace.Secret;
import java.util.OptionalInt;

/** A secret or config of the chosen service, as a file that it reads. */
public sealed interface ComposeGrant {

    /** Absolute path inside, without dots. */
    String target();

    /**
     * A file of the source.
     *
     * @param path relative to the source's top folder
     */
    record OfSource(String target, String path) implements ComposeGrant {}

    /**
     * What a variable holds, or the project's files themselves.
     *
     * @param mode permission bits; absent for readable by all, as Compose has it
     * @param user number of its owner inside; absent for root
     * @param group as {@code user}
     */
    record Text(String target, Secret content, OptionalInt mode, OptionalInt user, OptionalInt group)
            implements ComposeGrant {}
}
