package dev.taowa.feature;

import dev.taowa.document.SourceTree;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at the Features of a definition as far as the source's own files tell: nothing is fetched. */
public final class FeatureReview {

    private static final Path SCRIPT = Path.of("install.sh");

    private final SourceTree tree;
    private final FeatureReferences references;
    private final List<FeatureNode> nodes = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private FeatureReview(SourceTree tree, Path definition) {
        this.tree = tree;
        this.references = new FeatureReferences(tree, definition);
    }

    /**
     * Something about a Feature.
     *
     * @param id as the definition writes it; empty for all of them
     * @param isMistake whether it cannot be installed, rather than not as meant
     */
    public record Note(String id, String text, boolean isMistake) {}

    /**
     * What is found, in the order of the definition.
     *
     * @param definition the devcontainer.json, relative to the tree
     */
    public static List<Note> of(SourceTree tree, Path definition, Features.Wanted wanted) {
        var review = new FeatureReview(tree, definition);
        for (var request : wanted.features()) {
            review.asked(request);
        }
        try {
            InstallOrder.of(review.nodes, List.of());
        } catch (ProblemException e) {
            review.mistake("", e.problem());
        }
        return List.copyOf(review.notes);
    }

    private void asked(FeatureRequest request) {
        var id = request.id();
        // That a version is missing is told of every Feature, by a rule of its own.
        Consumer<String> advice = id.contains("/") ? _ -> {} : text -> notes.add(new Note(id, text, false));
        try {
            add(id, request, new ArrayList<>(), advice);
        } catch (ProblemException e) {
            mistake(id, e.problem());
        }
    }

    private void mistake(String id, Problem problem) {
        notes.add(new Note(id, problem.what() + ": " + problem.fix(), true));
    }

    /** @param dependents the dependencies of whoever asks */
    private void add(String root, FeatureRequest request, List<FeatureNode> dependents, Consumer<String> advice) {
        if (!(references.parse(request.id(), advice) instanceof FeatureReference.Local local)) {
            return;
        }
        var node = new FeatureNode(request.id(), read(local), WrittenOptions.of(request));
        for (var other : nodes) {
            if (other.isSameAs(node)) {
                dependents.add(other);
                return;
            }
        }
        if (nodes.size() == Features.MOST) {
            throw new ProblemException(FeatureProblems.tooMany(Features.MOST));
        }
        nodes.add(node);
        dependents.add(node);
        var manifest = node.feature().manifest();
        OptionValues.of(request.id(), node.options(), manifest, text -> notes.add(new Note(root, text, false)));
        manifest.dependsOn().forEach(each -> add(root, each, node.dependencies(), _ -> {}));
    }

    private FetchedFeature read(FeatureReference.Local local) {
        var file = local.folder().resolve(FeatureManifest.FILE);
        var text = tree.findText(file).orElseThrow(() -> refused(local, "it holds no " + FeatureManifest.FILE));
        if (!tree.isFile(local.folder().resolve(SCRIPT))) {
            throw refused(local, "it holds no " + SCRIPT);
        }
        var name = local.folder().getFileName().toString();
        return new FetchedFeature(
                local, local.toString(), FeatureManifest.parse(file.toString(), text, name), Optional.empty());
    }

    private static ProblemException refused(FeatureReference.Local local, String why) {
        return new ProblemException(FeatureProblems.refused("the Feature " + local, why));
    }
}
