package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the Compose files that a definition names, with what they include and extend.
 *
 * <p>The files are somebody else's: they are read with limits, and never outside of the source.
 */
public final class ComposeReader {

    private static final String FILES = "dockerComposeFile";
    private static final String NAME = "COMPOSE_PROJECT_NAME";

    private final Checkout checkout;
    private final Path definition;
    private final List<String> files;
    private final Places places;
    private final Notes notes = new Notes();
    private final Budget budget = new Budget();
    private final Set<String> asked = new TreeSet<>();

    private ComposeReader(Checkout checkout, SourceTree tree, Path definition, List<String> files) {
        this.checkout = checkout;
        this.definition = definition;
        this.files = files;
        this.places = new Places(checkout, tree);
    }

    /**
     * The project.
     *
     * @param definition path of devcontainer.json in the source, whose folder the files are seen from
     * @param files what its "dockerComposeFile" names
     * @param client variables of the person's session; a repository from a URL does not see them
     * @throws ProblemException with all the mistakes that are in the files
     */
    public static ComposeProject read(
            Checkout checkout, SourceTree tree, Path definition, List<String> files, Map<String, String> client) {
        return new ComposeReader(checkout, tree, definition, files).read(client);
    }

    /** As {@link #read}; mistakes in the files are added to those of the definition, and there is no project then. */
    public static Optional<ComposeProject> find(
            Checkout checkout,
            SourceTree tree,
            Path definition,
            List<String> files,
            Map<String, String> client,
            List<Remark> mistakes) {
        var reader = new ComposeReader(checkout, tree, definition, files);
        try {
            return Optional.of(reader.read(client));
        } catch (ProblemException e) {
            var found = reader.notes.mistakes();
            if (found.isEmpty()) {
                throw e;
            }
            mistakes.addAll(found);
            return Optional.empty();
        }
    }

    /** Names of those of the session's variables that {@link #read} would look at, also where it would fail. */
    public static Set<String> variables(
            Checkout checkout, SourceTree tree, Path definition, List<String> files, Map<String, String> client) {
        var reader = new ComposeReader(checkout, tree, definition, files);
        try {
            reader.read(client);
        } catch (ProblemException | UncheckedIOException unreadable) {
            // What is wrong is told by the one who reads it to carry it out.
        }
        reader.asked.retainAll(client.keySet());
        return reader.asked;
    }

    private ComposeProject read(Map<String, String> client) {
        var at = filesProperty();
        var base = ComposeFiles.folder(definition);
        var paths = files.stream()
                .flatMap(file -> places.file(at, base, file).stream())
                .toList();
        if (files.isEmpty()) {
            at.mistake("must name a file");
        }
        notes.check();
        var folder = ComposeFiles.folder(paths.getFirst());
        var session = checkout.isTrusted() ? client : Map.<String, String>of();
        var variables = ProjectVariables.of(session, asked);
        var loader = new ComposeFiles(places, notes, budget);
        var dotEnv = folder.resolve(".env");
        variables =
                variables.with(loader.dotEnv(notes.plain(dotEnv.toString(), Forms.JSON.objectNode()), dotEnv, variables)
                        .orElse(Map.of()));
        var written = loader.name(at, paths, variables);
        var project = normalized(variables
                .find(NAME)
                .filter(value -> !value.isBlank())
                .or(() -> written)
                .orElseGet(() -> defaultName(folder)));
        variables = variables.with(Map.of(NAME, project));
        var model = loader.load(at, paths, folder, variables);
        var label = String.join(", ", paths.stream().map(Path::toString).toList());
        if (!model.has("services")) {
            notes.check();
        }
        new References(notes.root(label, model)).check();
        notes.check();
        return new ComposeProject(
                project, label, model, profiles(variables), variables(model, variables), home(model, variables), notes);
    }

    /** The person's home; a session that has no use for it is not asked. */
    private static Optional<String> home(ObjectNode model, ProjectVariables known) {
        for (var service : model.path("services")) {
            for (var volume : service.path("volumes")) {
                if (volume.path("source").asText().startsWith("~")) {
                    return known.find("HOME").filter(home -> home.startsWith("/"));
                }
            }
        }
        return Optional.empty();
    }

    private Property filesProperty() {
        var written = Forms.JSON.objectNode();
        files.forEach(written.putArray(FILES)::add);
        var root = notes.plain(definition.toString(), written);
        return root.find(FILES).orElse(root);
    }

    private static Set<String> profiles(ProjectVariables variables) {
        var profiles = new TreeSet<String>();
        variables
                .find("COMPOSE_PROFILES")
                .ifPresent(text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(profile -> !profile.isEmpty())
                        .forEach(profiles::add));
        return profiles;
    }

    /** Values of the variables that secrets and configs are made from. */
    private Map<String, String> variables(ObjectNode model, ProjectVariables known) {
        var values = new TreeMap<String, String>();
        for (var kind : List.of("secrets", "configs")) {
            for (var each : model.path(kind).properties()) {
                var name = each.getValue().path("environment");
                if (name.isTextual()) {
                    known.find(name.textValue()).ifPresent(value -> values.put(name.textValue(), value));
                }
            }
        }
        return values;
    }

    /** As the reference implementation calls a project whose files do not say. */
    private String defaultName(Path folder) {
        var name = places.folderName(folder);
        return name.equals(".devcontainer") ? places.folderName(folder.resolve("..")) + "_devcontainer" : name;
    }

    /** What Compose takes as a project's name. */
    static String normalized(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", "");
        return plain.isEmpty() ? "workspace" : plain.substring(0, Math.min(plain.length(), 60));
    }
}
