package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.workspace.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what the chosen service is given of the project's secrets and configs. */
final class GrantReader {

    private static final int PERMISSIONS = 0777;

    private final JsonNode model;
    private final Map<String, Secret> variables;
    private final List<ComposeGrant> grants = new ArrayList<>();

    private GrantReader(JsonNode model, Map<String, Secret> variables) {
        this.model = model;
        this.variables = variables;
    }

    static List<ComposeGrant> read(Property service, ComposeProject project) {
        var reader = new GrantReader(project.model(), project.variables());
        for (var kind : List.of("secrets", "configs")) {
            service.find(kind)
                    .filter(all -> all.node().isArray())
                    .ifPresent(all -> all.elements(each -> reader.read(kind, each)));
        }
        return reader.grants;
    }

    private void read(String kind, Property grant) {
        var source = model.path(kind).path(grant.node().path("source").asText());
        if (source.path("external").asBoolean()) {
            grant.mistake("must not be external: there is no store outside of the workspace to take it from");
            return;
        }
        var target = Path.of(Merge.grantTarget(kind, grant.node())).normalize().toString();
        if (target.chars().anyMatch(Character::isISOControl)) {
            grant.mistake("must have a \"target\" that is a path");
            return;
        }
        if (source.path("file").isTextual()) {
            for (var name : List.of("mode", "uid", "gid")) {
                grant.find(name).ifPresent(property -> property.warn("has no effect on a file of the source"));
            }
            grants.add(new ComposeGrant.OfSource(
                    target, source.path("file").textValue().substring(2)));
            return;
        }
        content(source, grant)
                .ifPresent(content -> grants.add(new ComposeGrant.Text(
                        target, content, number(grant, "mode"), number(grant, "uid"), number(grant, "gid"))));
    }

    private Optional<Secret> content(JsonNode source, Property grant) {
        if (source.path("content").isTextual()) {
            return Optional.of(Secret.of(source.path("content").textValue()));
        }
        var name = source.path("environment").asText();
        var value = variables.get(name);
        if (value == null) {
            grant.mistake("needs the variable %s, which is not set".formatted(DocumentProblems.printable(name)));
        }
        return Optional.ofNullable(value);
    }

    private static OptionalInt number(Property grant, String name) {
        var text = grant.node().path(name).asText("");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!text.matches("[0-9]{1,9}") || (name.equals("mode") && Integer.parseInt(text) > PERMISSIONS)) {
            grant.mistake("must have a \"%s\" that is a number%s"
                    .formatted(name, name.equals("mode") ? " such as 0440" : ""));
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }
}
