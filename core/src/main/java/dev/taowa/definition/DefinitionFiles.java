package dev.taowa.definition;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.smartide.SmartIdeReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the definition of a source lies: {@code .devcontainer/devcontainer.json}, {@code .devcontainer.json}, one below
 * {@code .devcontainer}, else {@code .ide/.ide.yaml}.
 */
final class DefinitionFiles {

    static final String FILE = "devcontainer.json";
    private static final Path FOLDER = Path.of(".devcontainer");
    private static final String IDE_FOLDER = ".ide/";
    static final Path NO_FILE = FOLDER.resolve(FILE);

    private DefinitionFiles() {}

    /** The file that was chosen, else that for the subfolder, else that of the whole source. */
    static Optional<Found> find(SourceTree tree, String subfolder, DefinitionChoice choice) {
        if (choice.config().isPresent()) {
            return Optional.of(chosen(tree, Path.of(subfolder), choice.config().get()));
        }
        var folders = subfolder.isEmpty() ? List.of(Path.of("")) : List.of(Path.of(subfolder), Path.of(""));
        for (var folder : folders) {
            for (var path : List.of(folder.resolve(FOLDER).resolve(FILE), folder.resolve("." + FILE))) {
                var text = tree.findText(path);
                if (text.isPresent()) {
                    return Optional.of(Found.devcontainer(tree, path, text.get()));
                }
            }
            var below = tree.filesBelow(folder.resolve(FOLDER), FILE);
            if (below.size() > 1) {
                throw new ProblemException(DocumentProblems.ambiguous(below));
            }
            if (!below.isEmpty()) {
                return Optional.of(chosen(tree, Path.of(""), below.getFirst()));
            }
            var ide = folder.resolve(SmartIdeReader.DEFAULT);
            var text = tree.findText(ide);
            if (text.isPresent()) {
                return Optional.of(Found.smartIde(tree, ide, text.get()));
            }
        }
        return Optional.empty();
    }

    /** A file that a person named; a bare name of YAML is looked for where such files are by custom. */
    private static Found chosen(SourceTree tree, Path folder, String config) {
        var yaml = config.endsWith(".yaml") || config.endsWith(".yml");
        var named =
                yaml && !config.contains("/") && !tree.isFile(folder.resolve(config)) ? IDE_FOLDER + config : config;
        var path =
                tree.confine(folder, named).orElseThrow(() -> new ProblemException(DocumentProblems.outside(config)));
        return tree.findText(path)
                .map(text -> yaml ? Found.smartIde(tree, path, text) : Found.devcontainer(tree, path, text))
                .orElseThrow(() -> new ProblemException(DocumentProblems.absent(config)));
    }
}
