package dev.taowa.definition;

import dev.taowa.compose.ComposeBuild;
import dev.taowa.compose.ComposeProject;
import dev.taowa.compose.ComposeReader;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.port.PortsReader;
import dev.taowa.source.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads dockerComposeFile, service and runServices. */
final class ComposeProperties {

    private static final String FILES = "dockerComposeFile";

    private ComposeProperties() {}

    /**
     * The project that the definition names, if it names one; the files' own mistakes are a problem of theirs.
     *
     * @param file the definition's
     */
    static Optional<DeclaredCompose> read(
            Property root, Checkout checkout, SourceTree tree, Path file, Map<String, String> client) {
        var named = root.find(FILES);
        if (named.isEmpty()) {
            for (var name : List.of("service", "runServices")) {
                root.find(name).ifPresent(property -> property.warn("has no effect without \"dockerComposeFile\""));
            }
            return Optional.empty();
        }
        var files = files(named.get());
        var service = root.find("service");
        if (service.isEmpty()) {
            named.get().mistake("needs \"service\": the name of the service that becomes the workspace");
        }
        if (files.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        for (var name : List.of("image", "build", "dockerFile")) {
            root.find(name).ifPresent(property -> property.warn("has no effect beside \"dockerComposeFile\""));
        }
        var reading = root.reading();
        var project = ComposeReader.find(checkout, tree, file, files, client, reading.mistakes());
        return project.flatMap(found -> {
            reading.warnings().addAll(found.warnings());
            return declared(root, service.get(), found, checkout, tree);
        });
    }

    private static Optional<DeclaredCompose> declared(
            Property root, Property service, ComposeProject project, Checkout checkout, SourceTree tree) {
        var run = root.find("runServices").map(property -> {
            var services = new ArrayList<String>();
            property.elements(each -> {
                if (project.has(each)) {
                    each.text().ifPresent(services::add);
                }
            });
            return List.copyOf(services);
        });
        if (!project.has(service)) {
            return Optional.empty();
        }
        var reading = root.reading();
        var chosen = project.find(service.text().orElseThrow(), keepsCommand(root), reading.mistakes());
        return chosen.map(found -> {
            reading.warnings().addAll(found.warnings());
            found.build().ifPresent(build -> check(service, tree, build));
            var declared = new DeclaredCompose(project, found, checkout.folder(), run);
            // What cannot run inside is told now, before anything is built.
            declared.review(PortsReader.read(root), reading);
            return declared;
        });
    }

    /** By default, as the standard has it for Compose alone. */
    private static boolean keepsCommand(Property root) {
        return !root.node().path("overrideCommand").asBoolean(false);
    }

    /** The builder reads as the person does, so that neither path may be a link that leads out. */
    private static void check(Property service, SourceTree tree, ComposeBuild build) {
        var context = tree.confine(Path.of(""), build.context());
        if (context.filter(tree::isFolder).isEmpty()) {
            service.mistake(
                    "is built from a folder that is not in the source: " + DocumentProblems.printable(build.context()));
        }
        build.dockerfile()
                .filter(file ->
                        tree.confine(Path.of(""), file).filter(tree::isFile).isEmpty())
                .ifPresent(file -> service.mistake(
                        "is built by a file that is not in the source: " + DocumentProblems.printable(file)));
    }

    /** Names of the session's variables that the project looks at. */
    static Set<String> variables(
            Property root, Checkout checkout, SourceTree tree, Path file, Map<String, String> client) {
        return root.find(FILES)
                .map(named -> ComposeReader.variables(checkout, tree, file, files(named), client))
                .orElse(Set.of());
    }

    private static List<String> files(Property property) {
        return property.node().isArray()
                ? property.texts()
                : property.word().stream().toList();
    }
}
