package dev.taowa.cli;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.smartide.DevcontainerText;
import dev.taowa.smartide.SmartIdeReader;
import dev.taowa.template.TemplateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that mean what a {@code .ide.yaml} means. */
final class Translations {

    private Translations() {}

    /** @param file relative to the folder; a bare name is looked for below {@code .ide} too */
    static List<TemplateFile> files(Path folder, String file) {
        var tree = new SourceTree(folder);
        var named = file.contains("/") || tree.isFile(Path.of(file)) ? file : ".ide/" + file;
        var path = tree.confine(Path.of(""), named)
                .orElseThrow(() -> new ProblemException(DocumentProblems.outside(file)));
        var translation = SmartIdeReader.read(tree, path);
        var comments = new ArrayList<>(List.of("Made from %s by `taowa init --from`.".formatted(path)));
        translation.warnings().stream().map(Remark::toString).forEach(comments::add);
        var files = new ArrayList<TemplateFile>();
        files.add(file(translation.path().toString(), DevcontainerText.of(translation.devcontainer(), comments)));
        translation.files().forEach((name, content) -> files.add(file(name, content.toPrettyString() + "\n")));
        return files;
    }

    private static TemplateFile file(String path, String text) {
        return new TemplateFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
