package dev.taowa.definition;

import dev.taowa.detection.Detection;
import dev.taowa.document.SourceTree;
import dev.taowa.template.Template;
import dev.taowa.template.TemplateFile;
import dev.taowa.template.TemplateParameters;
import dev.taowa.template.TemplateSource;
import dev.taowa.template.Templates;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A template's files for a source: of the template that a person chose, or of the one that fits what the source holds.
 *
 * @param files without the samples
 * @param reasons why it is this one; empty when a person chose
 */
record TemplateChoice(String id, List<TemplateFile> files, List<String> reasons) {

    /** The bare machine: what a source gets without any template, too. */
    private static final String BARE = "vm";

    /** What a person chose, settled before. */
    static TemplateChoice chosen(String text, DefinitionChoice choice) {
        var template = switch (TemplateSource.parse(text, Path.of("/"))) {
            case TemplateSource.Local local -> Templates.get(local);
            case TemplateSource.Remote remote ->
                throw new IllegalArgumentException("not brought here yet: " + remote.identity());
        };
        return of(template, TemplateParameters.of(template.description(), choice.parameters()), List.of());
    }

    /** The text of the definition of a template of this machine; strangers' see nothing of the person's session. */
    static Optional<String> localText(String text) {
        return switch (TemplateSource.parse(text, Path.of("/"))) {
            case TemplateSource.Local local -> localText(Templates.get(local));
            case TemplateSource.Remote _ -> Optional.empty();
        };
    }

    private static Optional<String> localText(Template template) {
        return template.apply(TemplateParameters.of(template.description(), Map.of())).stream()
                .filter(file -> file.path().endsWith(DefinitionFiles.FILE))
                .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
                .findFirst();
    }

    /** What fits the folder; absent when nothing does better than a bare machine. */
    static Optional<TemplateChoice> detected(SourceTree tree, Path folder) {
        var proposal = Detection.of(tree, folder);
        if (proposal.templateId().equals(BARE)) {
            return Optional.empty();
        }
        var template = Templates.builtIn(proposal.templateId());
        var parameters = TemplateParameters.of(template.description(), proposal.parameters());
        return Optional.of(of(template, parameters, proposal.reasons()));
    }

    private static TemplateChoice of(Template template, TemplateParameters parameters, List<String> reasons) {
        return new TemplateChoice(template.description().id(), template.applyEnvironment(parameters), reasons);
    }
}
