package dev.taowa.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.compose.InnerService.Surroundings;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.Remark;
import dev.taowa.workspace.OwnPorts;
import dev.taowa.workspace.PlacedFile;
import dev.taowa.workspace.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The services that run inside the workspace, as a project for its own Docker Compose.
 *
 * @param services their names, in the order of the files; empty when the chosen service is alone
 * @param text the Compose file, as JSON; nothing in it is left to resolve
 * @param variables that Docker Compose needs in its environment, for secrets that are made from them
 * @param hosts what the workspace itself is called by the project
 * @param addresses of every service of the project by its name: what to dial from inside the workspace
 * @param extraHosts names that the chosen service adds: lines of an address and a name in double quotes
 * @param awaited services that the chosen one waits for, and the condition
 * @param builtFrom absolute paths inside of what images are built from
 */
public record InnerProject(
        String name,
        Set<String> services,
        Secret text,
        Map<String, Secret> variables,
        Set<String> hosts,
        Map<String, String> addresses,
        Set<String> extraHosts,
        Map<String, String> awaited,
        Set<String> builtFrom,
        List<Remark> warnings) {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    static final String HERE = "localhost";

    public InnerProject {
        services = Collections.unmodifiableSet(new LinkedHashSet<>(services));
        variables = Map.copyOf(variables);
        hosts = Collections.unmodifiableSet(new LinkedHashSet<>(hosts));
        addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
        extraHosts = Collections.unmodifiableSet(new LinkedHashSet<>(extraHosts));
        awaited = Collections.unmodifiableMap(new LinkedHashMap<>(awaited));
        builtFrom = Collections.unmodifiableSet(new LinkedHashSet<>(builtFrom));
        warnings = List.copyOf(warnings);
    }

    /**
     * The project without the service that becomes the workspace.
     *
     * @param chosen one of the project's services
     * @param named those of "runServices", all of them the project's; absent for all whose profile is on
     * @param forwarded ports that shall be reached at the workspace's own 127.0.0.1, by the services that listen there
     * @throws dev.taowa.problem.ProblemException with all that cannot run inside
     */
    public static InnerProject of(
            ComposeProject project,
            String chosen,
            Optional<List<String>> named,
            Inside inside,
            Map<String, Set<Integer>> forwarded) {
        var notes = project.notes();
        var made = of(project, chosen, named, inside, forwarded, notes);
        notes.check();
        return made;
    }

    /** What cannot run inside, is added to the mistakes, and what has no effect there to the warnings. */
    public static void review(
            ComposeProject project,
            String chosen,
            Optional<List<String>> named,
            Map<String, Set<Integer>> forwarded,
            Property.Reading reading) {
        var notes = project.notes();
        var made = of(project, chosen, named, new Inside("/", "/"), forwarded, notes);
        reading.mistakes().addAll(notes.mistakes());
        reading.warnings().addAll(made.warnings());
    }

    private static InnerProject of(
            ComposeProject project,
            String chosen,
            Optional<List<String>> named,
            Inside inside,
            Map<String, Set<Integer>> forwarded,
            Notes notes) {
        var selection = new Selection(project, chosen);
        var selected = selection.services(named);
        var sharing = selection.sharingNetwork();
        sharing.retainAll(selected);
        var hosts = new LinkedHashSet<>(selection.names(chosen));
        sharing.forEach(each -> hosts.addAll(selection.names(each)));
        var model = project.model().deepCopy();
        var chosenNode = (ObjectNode) model.path("services").path(chosen);
        var addresses = addresses(project, selected, sharing, chosen);
        var root = notes.root(project.files(), model);
        new Forwards(root, addresses).publish(forwarded);
        var around =
                new Surroundings(chosenNode, chosen, sharing, hosts, listening(chosen, chosenNode), selected, inside);
        var extraHosts = new LinkedHashSet<String>();
        root.find("services")
                .ifPresent(all -> all.members((name, service) -> {
                    if (selected.contains(name)) {
                        new InnerService(name, service, around).rewrite();
                    } else if (name.equals(chosen)) {
                        extraHosts.addAll(ExtraHosts.read(service));
                    }
                }));
        var services = model.withObjectProperty("services").retain(selected);
        var result = Forms.JSON.objectNode().put("name", project.name());
        result.set("services", services);
        new InnerResources(
                        root, services, chosenNode, inside, project.variables().keySet())
                .addTo(result);
        return new InnerProject(
                project.name(),
                selected,
                Secret.of(json(result)),
                used(project.variables(), result),
                hosts,
                addresses,
                extraHosts,
                awaited(chosenNode, selected),
                builtFrom(services),
                notes.warnings());
    }

    /** The files that make the workspace know the project's names and run its services whenever it runs itself. */
    public List<PlacedFile> files() {
        return InnerFiles.of(this);
    }

    private static Map<String, Secret> used(Map<String, Secret> variables, JsonNode project) {
        var names = new LinkedHashSet<String>();
        for (var kind : List.of("secrets", "configs")) {
            project.path(kind)
                    .forEach(each -> names.add(each.path("environment").asText()));
        }
        var used = new LinkedHashMap<>(variables);
        used.keySet().retainAll(names);
        return used;
    }

    /** Who listens on ports of the workspace. */
    private static Map<Integer, String> listening(String name, JsonNode chosen) {
        var shown = "\"%s\"".formatted(DocumentProblems.printable(name));
        var ports = new LinkedHashMap<Integer, String>();
        chosen.path("ports").forEach(port -> ports.put(port.path("target").intValue(), shown));
        for (var port : chosen.path("expose")) {
            if (port.asText().matches("[0-9]{1,5}(?:/tcp)?")) {
                ports.put(Integer.valueOf(port.asText().replace("/tcp", "")), shown);
            }
        }
        ports.putAll(OwnPorts.NAMES);
        return ports;
    }

    private static Map<String, String> addresses(
            ComposeProject project, Set<String> selected, Set<String> sharing, String chosen) {
        var addresses = new LinkedHashMap<String, String>();
        addresses.put(chosen, HERE);
        for (var name : selected) {
            var service = project.model().path("services").path(name);
            var network = Selection.shared(service, "network_mode");
            var here = sharing.contains(name)
                    || service.path("network_mode").asText().equals("host");
            addresses.put(name, here ? HERE : network.orElse(name));
        }
        return addresses;
    }

    private static Map<String, String> awaited(JsonNode chosen, Set<String> selected) {
        var awaited = new LinkedHashMap<String, String>();
        for (var each : chosen.path("depends_on").properties()) {
            if (selected.contains(each.getKey())) {
                awaited.put(each.getKey(), each.getValue().path("condition").asText("service_started"));
            }
        }
        return awaited;
    }

    private static Set<String> builtFrom(JsonNode services) {
        var paths = new LinkedHashSet<String>();
        for (var service : services) {
            var build = service.path("build");
            if (build.isMissingNode()) {
                continue;
            }
            var context = build.path("context").asText();
            paths.add(context);
            paths.add(context + "/" + build.path("dockerfile").asText("Dockerfile"));
            build.path("additional_contexts").forEach(each -> paths.add(each.asText()));
        }
        // Others are addresses, or images.
        paths.removeIf(path -> !path.startsWith("/") || path.contains("\n"));
        return paths;
    }

    private static String json(ObjectNode model) {
        try {
            return MAPPER.writeValueAsString(escaped(model)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every dollar is meant as it stands. */
    private static JsonNode escaped(JsonNode node) {
        if (node.isTextual()) {
            return Forms.JSON.textNode(node.textValue().replace("$", "$$"));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> each.setValue(escaped(each.getValue())));
            return object;
        }
        if (node.isArray()) {
            var array = Forms.JSON.arrayNode();
            node.forEach(each -> array.add(escaped(each)));
            return array;
        }
        return node;
    }
}
