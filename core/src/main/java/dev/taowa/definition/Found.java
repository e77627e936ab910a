package dev.taowa.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.JsonPlaces;
import dev.taowa.document.JsonText;
import dev.taowa.document.Locator;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import dev.taowa.smartide.SmartIdeReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * A definition's file.
 *
 * @param tree in which it and what it names are
 * @param json what it says, as devcontainer.json has it
 * @param shown path of the file that a person wrote
 * @param locator of the values in {@code json}
 * @param mistakes what was noted already, for which it cannot be taken
 * @param warnings what was noted already
 */
record Found(
        SourceTree tree,
        Path path,
        Path shown,
        String text,
        Supplier<ObjectNode> json,
        Locator locator,
        List<Remark> mistakes,
        List<Remark> warnings) {

    static Found devcontainer(SourceTree tree, Path path, String text) {
        return new Found(
                tree,
                path,
                path,
                text,
                () -> JsonText.parse(path.toString(), text),
                JsonPlaces.locator(path.toString(), text),
                List.of(),
                List.of());
    }

    static Found smartIde(SourceTree tree, Path path, String text) {
        var translation = SmartIdeReader.translate(tree, path);
        var files = new HashMap<Path, SourceTree.Given>();
        translation
                .files()
                .forEach((name, content) ->
                        files.put(Path.of(name), new SourceTree.Given(content.toString(), translation.origin())));
        return new Found(
                tree.with(files),
                translation.path(),
                path,
                text,
                translation::devcontainer,
                Locator.NONE,
                translation.mistakes(),
                translation.warnings());
    }
}
