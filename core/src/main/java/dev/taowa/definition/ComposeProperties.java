package dev.taowa.definition;

import dev.taowa.compose.ComposeBuild;
import dev.taowa.compose.ComposeReader;
import dev.taowa.compose.Inside;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
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
        var project = ComposeReader.read(checkout, tree, file, files, client);
        project.warnings().forEach(named.get()::warn);
        var run = root.find("runServices").map(property -> {
            var services = new ArrayList<String>();
            property.elements(each -> {
                if (project.has(each)) {
                    each.text().ifPresent(services::add);
                }
            });
            return List.copyOf(services);
        });
        if (!project.has(service.get())) {
            return Optional.empty();
        }
        var chosen = project.service(service.get().text().orElseThrow(), keepsCommand(root));
        chosen.warnings().forEach(service.get()::warn);
        chosen.build().ifPresent(build -> check(service.get(), tree, build));
        var declared = new DeclaredCompose(project, chosen, checkout.folder(), run);
        // What cannot run inside is told now, before anything is built. Where things are does not matter for that.
        declared.inner(new Inside("/", "/"), PortsReader.read(root)).warnings().forEach(named.get()::warn);
        return Optional.of(declared);
    }

    private static boolean keepsCommand(Property root) {
        return root.node().path("overrideCommand").isBoolean()
                && !root.node().path("overrideCommand").booleanValue();
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
