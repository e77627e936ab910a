package dev.taowa.definition;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.JsonText;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a source says of its workspace: {@code .devcontainer/devcontainer.json}, {@code .devcontainer.json}, else
 * the built-in definition.
 *
 * <p>The files are somebody else's: they are read with limits, and never through a link that leads out of the source.
 */
public final class DefinitionReader {

    static final String FILE = "devcontainer.json";
    private static final Path FOLDER = Path.of(".devcontainer");

    /** A definition's file: its path in the tree, and what it holds. */
    private record Found(Path path, String text) {}

    /**
     * The definition of the checkout.
     *
     * @param client variables of the person's session, for {@code ${localEnv:…}} in a folder of theirs; a repository
     *     from a URL does not see them
     */
    public Definition read(Checkout checkout, Map<String, String> client) {
        var tree = new SourceTree(checkout.folder());
        var found = find(tree, checkout.subfolder());
        if (found.isEmpty()) {
            return alternatives(tree, checkout.subfolder());
        }
        return read(checkout, tree, found.get(), client);
    }

    /**
     * Names of the variables that the definition of this folder reads from the person's session; empty when it has
     * none, or cannot be read.
     */
    public static Set<String> localVariables(Path folder) {
        try {
            return find(new SourceTree(folder), "")
                    .map(found -> localVariables(found.text()))
                    .orElse(Set.of());
        } catch (ProblemException | UncheckedIOException unreadable) {
            return Set.of();
        }
    }

    /** Names in {@code ${localEnv:…}} and {@code ${env:…}} of a definition's text. */
    public static Set<String> localVariables(String text) {
        return Variables.localNames(text);
    }

    /** The file for the subfolder, else that of the whole source. */
    private static Optional<Found> find(SourceTree tree, String subfolder) {
        var folders = subfolder.isEmpty() ? List.of(Path.of("")) : List.of(Path.of(subfolder), Path.of(""));
        for (var folder : folders) {
            for (var path : List.of(folder.resolve(FOLDER).resolve(FILE), folder.resolve("." + FILE))) {
                var text = tree.findText(path);
                if (text.isPresent()) {
                    return Optional.of(new Found(path, text.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Definition alternatives(SourceTree tree, String subfolder) {
        var others = tree.filesBelow(Path.of(subfolder).resolve(FOLDER), FILE);
        if (others.isEmpty()) {
            return Definition.builtIn();
        }
        return Definition.builtIn()
                .withWarnings(
                        List.of("choosing among several definitions is not carried out yet, the built-in one is used: "
                                + DocumentProblems.printable(String.join(", ", others))));
    }

    private static Definition read(Checkout checkout, SourceTree tree, Found found, Map<String, String> client) {
        var file = found.path().toString();
        var json = JsonText.parse(file, found.text());
        var seen = checkout.source() instanceof Source.Folder
                ? Optional.of(client)
                : Optional.<Map<String, String>>empty();
        var local = Variables.of(local(checkout), seen);
        var first = Property.root(json, new Property.Reading(local));
        var folder = first.find("workspaceFolder").flatMap(DefinitionReader::absolute);
        var mount = first.find("workspaceMount").flatMap(DefinitionReader::mount);
        var variables = local.withContainerFolder(folder.orElseGet(() -> inside(checkout, mount)));
        var root = Property.root(json, first.reading().with(variables));
        var parent =
                found.path().getParent() == null ? Path.of("") : found.path().getParent();
        var definition = new Definition(
                root.find("name").flatMap(Property::text),
                new ImageReader(root, tree, parent).read(),
                FeaturesReader.read(root),
                root.find("containerUser").flatMap(DefinitionReader::user),
                root.find("remoteUser").flatMap(DefinitionReader::user),
                present(root.find("containerEnv").map(property -> property.variables(false))),
                root.find("remoteEnv").map(property -> property.variables(true)).orElse(Map.of()),
                folder,
                mount,
                root.find("mounts").map(MountText::all).orElse(List.of()),
                new PortsReader(root).read(),
                LifecycleReader.read(root),
                root.find("hostRequirements").map(RequirementsReader::read).orElse(HostRequirements.NONE),
                List.of());
        OtherProperties.warn(root);
        if (!root.reading().mistakes().isEmpty()) {
            throw new ProblemException(DocumentProblems.invalid(
                    file, root.reading().mistakes().stream().map(Remark::text).toList()));
        }
        return definition.withWarnings(warnings(file, root));
    }

    private static List<String> warnings(String file, Property root) {
        var warnings = new ArrayList<String>();
        for (var warning : root.reading().warnings()) {
            warnings.add(file + ": " + warning.text());
        }
        return warnings.stream().distinct().toList();
    }

    private static String local(Checkout checkout) {
        return checkout.folder().resolve(checkout.subfolder()).toString();
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

    private static Optional<DeclaredMount> mount(Property property) {
        if (property.node().isTextual() && property.node().textValue().isBlank()) {
            property.warn("is empty, which is not carried out yet: the source is mounted");
            return Optional.empty();
        }
        return MountText.one(property);
    }

    private static Optional<String> user(Property property) {
        var text = property.word();
        if (text.isPresent() && !text.get().matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}\\$?")) {
            property.mistake("is not the name of a user");
            return Optional.empty();
        }
        return text;
    }

    private static Map<String, String> present(Optional<Map<String, Optional<String>>> variables) {
        var found = new LinkedHashMap<String, String>();
        variables.orElse(Map.of()).forEach((name, value) -> value.ifPresent(text -> found.put(name, text)));
        return found;
    }
}
