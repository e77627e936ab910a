package dev.taowa.definition;

import com.fasterxml.jackson.core.JsonPointer;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import dev.taowa.document.Substitution;
import dev.taowa.feature.FeatureReview;
import dev.taowa.feature.Features;
import dev.taowa.metadata.DeclaredMount;
import dev.taowa.metadata.Metadata;
import dev.taowa.metadata.MetadataLabel;
import dev.taowa.metadata.MetadataReader;
import dev.taowa.metadata.MountText;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads what a source says of its workspace: {@code .devcontainer/devcontainer.json}, {@code .devcontainer.json}, else
 * the built-in definition.
 *
 * <p>The files are somebody else's: they are read with limits, and never through a link that leads out of the source.
 */
public final class DefinitionReader {

    private final TemplateFolders templates;

    /** @param templates a folder for what templates come to, made if need be */
    public DefinitionReader(Path templates) {
        this.templates = new TemplateFolders(templates);
    }

    /**
     * The definition of the checkout.
     *
     * @param client variables of the person's session, for {@code ${localEnv:…}} in a folder of theirs; strangers do
     *     not see them
     */
    public Definition read(Checkout checkout, DefinitionChoice choice, Map<String, String> client) {
        var tree = new SourceTree(checkout.folder());
        if (choice.template().isPresent()) {
            var template = TemplateChoice.chosen(choice.template().get(), choice);
            return of(template, checkout, client).withWarnings(passedBy(template, tree, checkout));
        }
        return DefinitionFiles.find(tree, checkout.subfolder(), choice)
                .map(found -> read(checkout, found, client))
                .or(() -> TemplateChoice.detected(tree, Path.of(checkout.subfolder()))
                        .map(template -> of(template, checkout, client)))
                .orElseGet(Definition::builtIn);
    }

    private static List<String> passedBy(TemplateChoice template, SourceTree tree, Checkout checkout) {
        try {
            return DefinitionFiles.find(tree, checkout.subfolder(), DefinitionChoice.NONE)
                    .map(found -> "the template %s is used, and %s is not".formatted(template.id(), found.shown()))
                    .stream()
                    .toList();
        } catch (ProblemException whoeverIsPassedByMayBeWrong) {
            return List.of();
        }
    }

    private Definition of(TemplateChoice template, Checkout checkout, Map<String, String> client) {
        var folder = templates.obtain(template.files());
        var tree = new SourceTree(folder);
        var found = DefinitionFiles.find(tree, "", DefinitionChoice.NONE)
                .orElseThrow(() -> new ProblemException(DocumentProblems.absent(DefinitionFiles.NO_FILE.toString())));
        var definition = read(checkout, found, client).in(folder);
        if (template.reasons().isEmpty()) {
            return definition;
        }
        var why = "no definition was found, so the template %s is used: %s; `taowa init` writes it out"
                .formatted(template.id(), String.join(" ", template.reasons()));
        return definition.withWarnings(List.of(why));
    }

    /**
     * Names of the variables that the definition of this folder reads from the person's session; empty when it has
     * none, or cannot be read.
     */
    public static Set<String> localVariables(Path folder, DefinitionChoice choice, Map<String, String> client) {
        try {
            if (choice.template().isPresent()) {
                return TemplateChoice.localText(choice.template().get())
                        .map(Variables::localNames)
                        .orElse(Set.of());
            }
            return DefinitionFiles.find(new SourceTree(folder), "", choice)
                    .map(found -> localVariables(folder, found, client))
                    .orElse(Set.of());
        } catch (ProblemException | UncheckedIOException unreadable) {
            return Set.of();
        }
    }

    /** Names of the secrets that the definition of this folder, or the template, asks for; empty when it cannot be read. */
    public static Set<String> secrets(Path folder, DefinitionChoice choice) {
        try {
            var json = choice.template().isPresent()
                    ? TemplateChoice.localText(choice.template().get())
                            .map(text -> JsonText.parse(DefinitionFiles.FILE, text))
                    : DefinitionFiles.find(new SourceTree(folder), "", choice)
                            .map(found -> found.json().get());
            return json
                    .map(root -> secrets(Property.root(root, new Property.Reading(Substitution.NONE))))
                    .orElse(List.of())
                    .stream()
                    .map(WantedSecret::name)
                    .collect(Collectors.toSet());
        } catch (ProblemException | UncheckedIOException unreadable) {
            return Set.of();
        }
    }

    private static List<WantedSecret> secrets(Property root) {
        return root.find("secrets").map(SecretsReader::read).orElse(List.of());
    }

    private static Set<String> localVariables(Path folder, Found found, Map<String, String> client) {
        var names = new TreeSet<>(Variables.localNames(found.text()));
        if (found.text().toLowerCase(Locale.ROOT).contains("compose")) {
            var root = Property.root(found.json().get(), new Property.Reading(Substitution.NONE));
            var checkout = new Checkout(new Source.Folder(folder), folder, "");
            names.addAll(ComposeProperties.variables(root, checkout, found.tree(), found.path(), client));
        }
        return names;
    }

    /**
     * What an image's label {@code devcontainer.metadata} says, its own and its Features'; what cannot be taken of it is
     * told as a warning.
     *
     * @param definition of the checkout; what strangers say is resolved as its own, but for the person's variables
     */
    public Metadata metadata(Checkout checkout, Definition definition, String label, Consumer<String> warnings) {
        var local = Variables.of(
                local(checkout),
                checkout.folder().resolve(definition.file().orElse(DefinitionFiles.NO_FILE)),
                Optional.empty());
        var variables = local.withContainerFolder(
                definition.workspaceFolder().orElseGet(() -> inside(checkout, definition.workspaceMount())));
        return MetadataLabel.read(label, variables, warnings);
    }

    /**
     * Everything that is wrong with the definition of the checkout, or without effect in it; empty when it has none.
     *
     * @param client as for {@link #read}
     * @throws ProblemException when the file that was chosen is not there, or several are
     */
    public static List<Finding> review(Checkout checkout, DefinitionChoice choice, Map<String, String> client) {
        var tree = new SourceTree(checkout.folder());
        return DefinitionFiles.find(tree, checkout.subfolder(), choice)
                .map(found -> new DefinitionReview(found.shown(), found.text())
                        .findings(() -> reviewed(checkout, found, client)))
                .orElse(List.of());
    }

    /** With what is told only to who asks: `up` finds it out by itself, or takes it for meant. */
    private static Examined reviewed(Checkout checkout, Found found, Map<String, String> client) {
        var examined = examine(checkout, found, client);
        var reading = examined.reading();
        if (found.path().equals(found.shown())) {
            VariableReview.warn(Property.root(found.json().get(), reading.with(Substitution.NONE)), client);
        }
        for (var note : FeatureReview.of(
                found.tree(), found.path(), examined.definition().features())) {
            var features = JsonPointer.empty().appendProperty("features");
            var at = note.id().isEmpty() ? features : features.appendProperty(note.id());
            (note.isMistake() ? reading.mistakes() : reading.warnings()).add(new Remark(at, note.text()));
        }
        return examined;
    }

    private static Definition read(Checkout checkout, Found found, Map<String, String> client) {
        var examined = examine(checkout, found, client);
        var file = found.shown().toString();
        if (!examined.reading().mistakes().isEmpty()) {
            throw new ProblemException(
                    DocumentProblems.invalid(file, examined.reading().mistakes()));
        }
        return examined.definition()
                .withWarnings(examined.reading().warnings().stream()
                        .map(warning -> warning.told(file))
                        .distinct()
                        .toList());
    }

    /** A definition, and what was noted while it was read. */
    record Examined(Definition definition, Property.Reading reading) {}

    private static Examined examine(Checkout checkout, Found found, Map<String, String> client) {
        var json = found.json().get();
        var seen = checkout.isTrusted() ? Optional.of(client) : Optional.<Map<String, String>>empty();
        var local = Variables.of(local(checkout), checkout.folder().resolve(found.path()), seen);
        var first = Property.root(json, new Property.Reading(local, found.locator()));
        first.reading().warnings().addAll(found.warnings());
        first.reading().mistakes().addAll(found.mistakes());
        if (!found.mistakes().isEmpty()) {
            return new Examined(Definition.builtIn(), first.reading());
        }
        var compose = ComposeProperties.read(first, checkout, found.tree(), found.path(), client);
        var folder = first.find("workspaceFolder").flatMap(DefinitionReader::absolute);
        var said = first.find("workspaceMount");
        var isUnmounted = said.filter(_ -> compose.isEmpty()).filter(MountText::isNone);
        if (folder.isEmpty()) {
            isUnmounted.ifPresent(
                    none -> none.mistake("mounts nothing: name a \"workspaceFolder\" of the image as well"));
        }
        var mount = said.filter(each -> !MountText.isNone(each))
                .flatMap(MountText::one)
                .or(() -> compose.flatMap(DeclaredCompose::sourceMount));
        var variables = local.withContainerFolder(folder.orElseGet(() -> inside(checkout, mount)));
        var root = Property.root(json, first.reading().with(variables));
        var arguments = RunArguments.read(root);
        var definition = new Definition(
                root.find("name").flatMap(Property::text),
                compose.map(DeclaredCompose::image).orElseGet(() -> image(root, found)),
                compose,
                Optional.empty(),
                Optional.of(found.path()),
                features(root, compose),
                FeaturesReader.kubernetes(root, found.tree(), folder(found)),
                folder,
                mount,
                isUnmounted.isEmpty(),
                compose.map(DeclaredCompose::limits).orElse(arguments.limits()),
                compose.map(DeclaredCompose::metadata)
                        .orElse(arguments.metadata())
                        .merge(MetadataReader.read(root, DefinitionFiles.FILE)),
                secrets(root),
                List.of());
        OtherProperties.warn(root);
        return new Examined(definition, root.reading());
    }

    private static ImageSource image(Property root, Found found) {
        return new ImageReader(root, found.tree(), folder(found)).read();
    }

    /** The folder of the file, to which its paths are relative. */
    private static Path folder(Found found) {
        var parent = found.path().getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** Other services need the workspace's own Docker. */
    private static Features.Wanted features(Property root, Optional<DeclaredCompose> compose) {
        var wanted = FeaturesReader.read(root);
        return compose.filter(DeclaredCompose::hasOthers).isPresent()
                ? FeaturesReader.with(OwnFeature.DOCKER, wanted)
                : wanted;
    }

    private static Path local(Checkout checkout) {
        return checkout.folder().resolve(checkout.subfolder());
    }

    /** Where the source is inside, as far as the file does not say otherwise. */
    private static String inside(Checkout checkout, Optional<DeclaredMount> mount) {
        var target = mount.map(DeclaredMount::target).orElseGet(checkout::defaultTarget);
        return checkout.subfolder().isEmpty() ? target : target + "/" + checkout.subfolder();
    }

    private static Optional<String> absolute(Property property) {
        var text = property.text();
        if (text.isPresent() && !text.get().startsWith("/")) {
            property.mistake("must be an absolute path");
            return Optional.empty();
        }
        return text;
    }
}
