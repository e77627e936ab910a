package dev.taowa.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes each service's "environment" whole: what its files of variables hold, and values that are known by name only. */
final class ServiceVariables {

    private final Places places;
    private final ProjectVariables known;
    private final Budget budget;

    ServiceVariables(Places places, ProjectVariables known, Budget budget) {
        this.places = places;
        this.known = known;
        this.budget = budget;
    }

    void resolve(Property model) {
        model.find("services")
                .ifPresent(services -> services.members((_, service) -> {
                    resolveService(service);
                    if (service.node().path("build").path("args") instanceof ObjectNode arguments) {
                        lookUp(arguments);
                    }
                }));
    }

    private void resolveService(Property service) {
        var node = (ObjectNode) service.node();
        var environment = Forms.JSON.objectNode();
        service.find("env_file")
                .filter(files -> files.node().isArray())
                .ifPresent(files -> files.elements(file -> {
                    var values = new LinkedHashMap<String, String>();
                    environment
                            .properties()
                            .forEach(each ->
                                    values.put(each.getKey(), each.getValue().textValue()));
                    read(file, known.over(values)).ifPresent(environment::setAll);
                }));
        if (node.get("environment") instanceof ObjectNode own) {
            lookUp(own);
            environment.setAll(own);
        }
        node.remove(List.of("env_file", "environment"));
        if (!environment.isEmpty()) {
            budget.takeValues(environment.size());
            node.set("environment", environment);
        }
    }

    private Optional<ObjectNode> read(Property file, ProjectVariables variables) {
        var path = Path.of(file.node().path("path").asText()).normalize();
        var text = places.tree().findText(path);
        if (text.isEmpty()) {
            if (file.node().path("required").asBoolean()) {
                file.mistake("names a file that is not there: " + DocumentProblems.printable(path.toString()));
            }
            return Optional.empty();
        }
        var found = file.node().path("raw").asBoolean()
                ? DotEnv.parseRaw(text.get(), variables)
                : DotEnv.parse(text.get(), file, variables, budget);
        var values = Forms.JSON.objectNode();
        found.forEach(values::put);
        return Optional.of(values);
    }

    /** Values for the names that have none; a name that is not known has no meaning. */
    private void lookUp(ObjectNode environment) {
        var names = environment.properties().stream()
                .filter(each -> each.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
        for (var name : names) {
            var value = known.find(name);
            if (value.isPresent()) {
                environment.put(name, value.get());
            } else {
                environment.remove(name);
            }
        }
    }
}
