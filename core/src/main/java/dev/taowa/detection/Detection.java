package dev.taowa.detection;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.SourceTree;
import dev.taowa.template.Template;
import dev.taowa.template.Templates;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Proposes a template for a source that says nothing of its environment. It always comes to one: what nothing fits gets
 * the bare machine.
 */
public final class Detection {

    private static final String MACHINE = "vm";
    private static final double WORTH_NAMING = 0.05;
    private static final int MOST_OTHERS = 3;
    private static final double NEAR_MARKER = 0.5;
    private static final double FAR_MARKER = 0.25;

    private final SourceTree tree;
    private final Path folder;
    private final Census census;

    private Detection(SourceTree tree, Path folder, Census census) {
        this.tree = tree;
        this.folder = folder;
        this.census = census;
    }

    /**
     * The template that fits a source.
     *
     * @param folder of the tree that the person works in; empty for all of it
     */
    public static Proposal of(SourceTree tree, Path folder) {
        return of(tree, folder, InstantSource.system());
    }

    static Proposal of(SourceTree tree, Path folder, InstantSource clock) {
        return new Detection(tree, folder, Census.take(tree, folder, clock)).propose();
    }

    private Proposal propose() {
        var ranked = Arrays.stream(Language.values())
                .filter(language -> weight(language) > 0)
                .sorted(Comparator.comparingDouble(this::weight).reversed())
                .toList();
        var proposal = ranked.isEmpty()
                ? new Proposal(MACHINE, Map.of(), List.of("No source code was found that a template is made for."))
                : propose(ranked.getFirst(), ranked.subList(1, ranked.size()));
        if (census.isComplete()) {
            return proposal;
        }
        var reasons = new ArrayList<>(proposal.reasons());
        reasons.add("Only the first %,d files and folders were looked at, as far as that took no longer than 2 seconds."
                .formatted(Census.MOST_ENTRIES));
        return new Proposal(proposal.templateId(), proposal.parameters(), reasons);
    }

    /** How much speaks for the language: its part of the source, and the files that mark a project. */
    private double weight(Language language) {
        var markers = census.markers(language);
        if (markers.isEmpty()) {
            return census.share(language);
        }
        var near = markers.getFirst().getNameCount() == depth() + 1;
        return census.share(language) + (near ? NEAR_MARKER : FAR_MARKER);
    }

    private int depth() {
        return folder.toString().isEmpty() ? 0 : folder.getNameCount();
    }

    private Proposal propose(Language language, List<Language> others) {
        var reasons = new ArrayList<String>();
        var parameters = new LinkedHashMap<String, String>();
        reasons.add(headline(language));
        if (language.template().isEmpty()) {
            reasons.add("There is no template for %s yet: this is a bare machine to install it in."
                    .formatted(language.title()));
        } else {
            fill(language, Templates.builtIn(language.template().get()), parameters, reasons);
        }
        others.stream()
                .filter(other -> census.share(other) >= WORTH_NAMING
                        || !census.markers(other).isEmpty())
                .limit(MOST_OTHERS)
                .forEach(other -> reasons.add(
                        "There is %s too (%s); add what it needs.".formatted(other.title(), evidence(other))));
        return new Proposal(language.template().orElse(MACHINE), parameters, reasons);
    }

    private void fill(Language language, Template template, Map<String, String> parameters, List<String> reasons) {
        new VersionFiles(tree)
                .find(language, folder, census.markers(language))
                .flatMap(wish ->
                        VersionChoice.of(language, template.description().option("version"), wish))
                .ifPresent(choice -> {
                    choice.value().ifPresent(value -> parameters.put("version", value));
                    reasons.add(choice.reason());
                });
        if (language == Language.PYTHON && census.notebooks() > 0) {
            parameters.put("ide", "jupyter");
            reasons.add(
                    census.notebooks() == 1
                            ? "There is a notebook, so Jupyter is installed."
                            : "There are %d notebooks, so Jupyter is installed.".formatted(census.notebooks()));
        }
        if (language == Language.PHP) {
            documentRoot(parameters, reasons);
        }
    }

    private void documentRoot(Map<String, String> parameters, List<String> reasons) {
        for (var root : List.of("public", "web", ".")) {
            var page = folder.resolve(root).resolve("index.php").normalize();
            if (tree.confine(Path.of(""), page.toString()).isPresent() && tree.isFile(page)) {
                parameters.put("documentRoot", root);
                reasons.add("Apache serves the folder of %s.".formatted(DocumentProblems.printable(page.toString())));
                return;
            }
        }
    }

    private String headline(Language language) {
        var share = census.share(language);
        var marked = census.markers(language).isEmpty()
                ? ""
                : DocumentProblems.printable(census.markers(language).getFirst().toString());
        if (share == 0) {
            return "%s marks a %s project.".formatted(marked, language.title());
        }
        var part = "%s of the source is %s".formatted(share == 1 ? "All" : percent(share), language.title());
        return marked.isEmpty() ? part + "." : "%s, and %s marks a project of it.".formatted(part, marked);
    }

    private String evidence(Language language) {
        var markers = census.markers(language);
        return markers.isEmpty()
                ? percent(census.share(language))
                : DocumentProblems.printable(markers.getFirst().toString());
    }

    private static String percent(double share) {
        return "%d%%".formatted(Math.max(1, Math.round(share * 100)));
    }
}
