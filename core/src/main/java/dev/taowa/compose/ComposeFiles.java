package dev.taowa.compose;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the files of a project, those that they include and those that they extend, into one model. */
final class ComposeFiles {

    private final Places places;
    private final Notes notes;
    private final Budget budget;
    private final Merge merge;
    private final Map<Path, List<YamlText.Document>> read = new HashMap<>();
    private final Set<Path> open = new LinkedHashSet<>();

    ComposeFiles(Places places, Notes notes, Budget budget) {
        this.places = places;
        this.notes = notes;
        this.budget = budget;
        this.merge = new Merge(budget);
    }

    /**
     * The files laid over each other.
     *
     * @param at what names the files
     * @param base the folder that their paths are seen from
     */
    ObjectNode load(Property at, List<Path> files, Path base, ProjectVariables variables) {
        var model = Forms.JSON.objectNode();
        for (var file : files) {
            if (!open.add(file)) {
                at.mistake("includes itself, by way of " + DocumentProblems.printable(file.toString()));
                continue;
            }
            for (var layer : layers(at, file, base, variables)) {
                include(layer, variables);
                new Extends(this, merge, variables).apply(layer);
                model = merge.merge(merge.without(model, layer.cuts()), layer.model());
            }
            open.remove(file);
        }
        var label = String.join(", ", files.stream().map(Path::toString).toList());
        for (var service : model.path("services")) {
            if (service.get("build") instanceof ObjectNode build && !build.hasNonNull("context")) {
                build.put("context", "./" + base);
            }
        }
        new ServiceVariables(places, variables, budget).resolve(notes.root(label, model));
        return model;
    }

    /** The documents of a file, each by itself; none when there is no such file, which is a mistake at the property. */
    List<Layer> layers(Property at, Path file, Path base, ProjectVariables variables) {
        var layers = new ArrayList<Layer>();
        for (var document : documents(at, file)) {
            budget.takeValues(Merge.count(document.tree()));
            layers.add(layer(file, base, document, variables));
        }
        return layers;
    }

    private List<YamlText.Document> documents(Property at, Path file) {
        var known = read.get(file);
        if (known != null) {
            return known;
        }
        var text = places.tree().findText(file);
        if (text.isEmpty()) {
            at.mistake("names a file that is not there: " + DocumentProblems.printable(file.toString()));
            return List.of();
        }
        budget.takeFile();
        var documents = YamlText.documents(file.toString(), text.get());
        read.put(file, documents);
        documents.forEach(document ->
                notes.locate(file.toString(), places.tree().origin(file).orElse(document.locator())));
        return documents;
    }

    /** What the last file that gives the project a name calls it. */
    Optional<String> name(Property at, List<Path> files, ProjectVariables variables) {
        var name = Optional.<String>empty();
        for (var file : files) {
            for (var document : documents(at, file)) {
                var written = notes.root(file.toString(), document.tree()).find("name");
                var text = written.flatMap(Forms::scalar)
                        .map(each -> new Interpolation(variables, budget).text(written.orElse(at), each));
                name = text.isPresent() ? text : name;
            }
        }
        return name;
    }

    private Layer layer(Path file, Path base, YamlText.Document document, ProjectVariables variables) {
        var name = file.toString();
        var cuts = new ArrayList<JsonPointer>();
        for (var tag : document.tags().entrySet()) {
            if (tag.getValue().equals("!reset")) {
                Merge.cut(document.tree(), tag.getKey());
            } else if (!tag.getValue().equals("!override")) {
                notes.root(name, document.tree())
                        .mistake("has the tag \"%s\", which is none of Compose's"
                                .formatted(DocumentProblems.printable(tag.getValue())));
            }
            cuts.add(tag.getKey());
        }
        var resolved = new Interpolation(variables, budget).resolve(notes.root(name, document.tree()));
        var written = notes.root(name, resolved);
        return new Layer(file, base, written, ModelForm.read(written, places, base, budget), cuts);
    }

    private void include(Layer layer, ProjectVariables variables) {
        layer.written()
                .find("include")
                .ifPresent(all -> all.elements(each -> {
                    var paths = each.node().isObject() ? each.find("path") : Optional.of(each);
                    if (paths.isEmpty()) {
                        each.mistake("must hold \"path\"");
                        return;
                    }
                    var files = new ArrayList<Path>();
                    for (var text : Forms.texts(paths.get())) {
                        places.file(each, layer.base(), text.textValue()).ifPresent(files::add);
                    }
                    if (!files.isEmpty()) {
                        var folder = each.find("project_directory")
                                .flatMap(property ->
                                        property.raw().flatMap(text -> places.file(property, layer.base(), text)))
                                .orElseGet(() -> folder(files.getFirst()));
                        var more = variables.with(variablesOf(each, layer.base(), folder, variables));
                        bring(each, load(each, files, folder, more), layer.model());
                    }
                }));
    }

    private Map<String, String> variablesOf(Property include, Path base, Path folder, ProjectVariables variables) {
        var given = include.find("env_file");
        if (given.isEmpty()) {
            return dotEnv(include, folder.resolve(".env"), variables).orElse(Map.of());
        }
        var all = new HashMap<String, String>();
        for (var text : Forms.texts(given.get())) {
            var path = places.file(given.get(), base, text.textValue());
            var values = path.flatMap(file -> dotEnv(given.get(), file, variables));
            if (path.isPresent() && values.isEmpty()) {
                given.get().mistake("names a file that is not there: " + DocumentProblems.printable(text.textValue()));
            }
            values.ifPresent(all::putAll);
        }
        return all;
    }

    /** The variables of that file, if there is one. */
    Optional<Map<String, String>> dotEnv(Property at, Path file, ProjectVariables variables) {
        return places.tree().findText(file).map(text -> DotEnv.parse(text, at, variables, budget));
    }

    private static void bring(Property at, ObjectNode included, ObjectNode model) {
        for (var kind : included.properties()) {
            if (!(kind.getValue() instanceof ObjectNode found)) {
                continue;
            }
            var own = model.withObjectProperty(kind.getKey());
            for (var each : found.properties()) {
                if (own.has(each.getKey()) && !own.get(each.getKey()).equals(each.getValue())) {
                    at.mistake("brings \"%s.%s\", which is here already"
                            .formatted(kind.getKey(), DocumentProblems.printable(each.getKey())));
                }
                own.set(each.getKey(), each.getValue());
            }
        }
    }

    static Path folder(Path file) {
        return file.getParent() == null ? Path.of("") : file.getParent();
    }

    Places places() {
        return places;
    }
}
