package dev.taowa.up;

import dev.taowa.definition.Definition;
import dev.taowa.document.SourceTree;
import dev.taowa.feature.Features;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import dev.taowa.task.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The Features that a definition asks for, fetched and in their order; writes the lock file of a person's own folder. */
public final class DefinitionFeatures {

    private final Features features;

    public DefinitionFeatures(Features features) {
        this.features = features;
    }

    /** @param frozen whether the lock file must be there and stay as it is */
    List<ResolvedFeature> resolve(Checkout checkout, Definition definition, boolean frozen, Step step) {
        if (definition.file().isEmpty() || definition.features().features().isEmpty()) {
            return List.of();
        }
        var file = definition.file().get();
        var folder = definition.folder().orElse(checkout.folder());
        var tree = new SourceTree(folder);
        var resolved = features.resolve(tree, file, definition.features(), frozen, step.progress());
        resolved.warnings().forEach(step::warn);
        if (checkout.source() instanceof Source.Folder && definition.folder().isEmpty()) {
            resolved.newLock().ifPresent(text -> write(tree, Features.lockFile(file), text, step));
        }
        return resolved.ordered();
    }

    /** A folder that cannot be written to is no reason not to start. */
    private static void write(SourceTree tree, Path lock, String text, Step step) {
        try {
            tree.replace(lock, text);
        } catch (IOException e) {
            step.warn("%s is not written: %s".formatted(lock, e.getMessage()));
        }
    }
}
