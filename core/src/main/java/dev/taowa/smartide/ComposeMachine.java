package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Locator;
import dev.taowa.document.Property;
import dev.taowa.document.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A workspace that is a Compose service. The Compose tree is written anew at the top of the project, because paths in it
 * count from there in SmartIDE, and without what every workspace is or does anyway.
 */
final class ComposeMachine {

    /** Its name in the project's folder. */
    static final String FILE = "compose.taowa.json";

    private static final List<String> INLINE = List.of("services", "networks", "volumes", "secrets");
    private static final String NETWORK = "smartide-network";

    private final IdeFile ide;
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final List<Published> ports = new ArrayList<>();

    private ComposeMachine(IdeFile ide) {
        this.ide = ide;
    }

    /** @param project folder of the project, relative to the source */
    static Machine read(IdeFile ide, LinkedFiles links, Path project) {
        var path = project.resolve(FILE).toString();
        var linked = Keys.find(ide.workspace(), "docker-compose-file");
        if (linked.isEmpty()) {
            var workspace = ide.workspace();
            var inline = new Property(workspace.pointer(), workspace.path(), inline(ide), workspace.reading());
            Locator origin =
                    at -> workspace.reading().locator().find(workspace.pointer().append(at));
            return new ComposeMachine(ide).read(inline, path, origin);
        }
        for (var name : INLINE) {
            Keys.find(ide.workspace(), name)
                    .ifPresent(property -> property.warn("has no effect beside \"docker-compose-file\""));
        }
        var file = links.file(linked.get());
        if (file.isEmpty()) {
            return Machine.unknown();
        }
        var document = YamlText.document(file.get().name(), file.get().text());
        var root = Property.root(document.tree(), file.get().reading(document.locator()));
        var machine = new ComposeMachine(ide).read(root, path, document.locator());
        LinkedFiles.report(linked.get(), List.of(file.get()));
        return machine;
    }

    private static ObjectNode inline(IdeFile ide) {
        var tree = JsonNodeFactory.instance.objectNode();
        for (var name : INLINE) {
            Keys.find(ide.workspace(), name)
                    .ifPresent(property -> tree.set(name, property.node().deepCopy()));
        }
        return tree;
    }

    private Machine read(Property compose, String path, Locator origin) {
        var services = Keys.find(compose, "services");
        if (services.isEmpty()) {
            Keys.missing(compose, "services", "an object of services");
            return Machine.unknown();
        }
        services.get().members(this::service);
        if (ide.service().isEmpty() || !services.get().node().isObject()) {
            return Machine.unknown();
        }
        var name = ide.service().get();
        if (!services.get().node().path(name).isObject()) {
            ide.devContainer()
                    .find("service-name")
                    .ifPresent(property -> property.mistake("names no service of the compose file"
                            + present(services.get().node())));
            return Machine.unknown();
        }
        keep(compose, services.get());
        internal(compose);
        return new Machine(properties, ports, Map.of(path, (ObjectNode) compose.node()), origin);
    }

    private static String present(JsonNode services) {
        var names = new ArrayList<String>();
        services.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "" : ": it has " + DocumentProblems.printable(String.join(", ", names));
    }

    private void service(String name, Property property) {
        if (!(property.node() instanceof ObjectNode service)) {
            property.mistake("must be an object");
            return;
        }
        if (service.path("runtime").asText().equals("sysbox-runc")) {
            service.remove("runtime");
        }
        var own = ide.service().filter(name::equals).isPresent();
        ports.addAll(ComposePorts.read(property, own));
        if (own) {
            workspace(name, property, service);
        }
    }

    private void workspace(String name, Property property, ObjectNode service) {
        service.remove("ports");
        if (Machine.boots(service.path("command"))) {
            service.remove("command");
        }
        if (Machine.boots(service.path("entrypoint"))) {
            service.remove("entrypoint");
        }
        Keys.find(property, "environment").ifPresent(ComposeMachine::environment);
        var folder = ComposeVolumes.placeProject(property, ide.projectPath());
        properties.putArray("dockerComposeFile").add("../" + FILE);
        properties.put("service", name);
        // Images of that program start an sshd and an IDE of their own.
        properties.put("overrideCommand", true);
        properties.put("workspaceFolder", folder);
        Machine.nameUser(properties, service.path("image").asText());
        var taken = ComposeVolumes.targets(property);
        for (var each : ide.ownPersistent()) {
            if (!each.project() && taken.add(each.path())) {
                Machine.mount(properties, "volume", each.volume(), each.path(), "");
            }
        }
    }

    private static void environment(Property property) {
        if (property.node() instanceof ObjectNode variables) {
            var dropped = new ArrayList<String>();
            property.members((name, _) -> {
                if (Machine.setsUpUser(name, property)) {
                    dropped.add(name);
                }
            });
            variables.remove(dropped);
            return;
        }
        for (var each = property.node().elements(); each.hasNext(); ) {
            if (Machine.setsUpUser(each.next().asText().split("=", 2)[0], property)) {
                each.remove();
            }
        }
    }

    /** Gives the other services volumes for the paths of theirs that must survive. */
    private void keep(Property compose, Property services) {
        for (var entry : ide.persistent().entrySet()) {
            var name = entry.getKey();
            if (ide.service().filter(name::equals).isPresent()) {
                continue;
            }
            var service = services.find(name).filter(found -> found.node().isObject());
            if (service.isEmpty()) {
                ide.workspace()
                        .warn("names \"%s\" in \"containers\", which is no service"
                                .formatted(DocumentProblems.printable(name)));
                continue;
            }
            for (var each : entry.getValue()) {
                var volume = Persistent.volume(name + "-" + each.type(), each.path());
                if (ComposeVolumes.add(service.get(), volume, each.path())) {
                    declare(compose, volume);
                }
            }
        }
    }

    private static void declare(Property compose, String volume) {
        var tree = (ObjectNode) compose.node();
        var volumes = Keys.find(compose, "volumes");
        if (volumes.isEmpty()) {
            tree.putObject("volumes").putObject(volume);
        } else if (volumes.get().node() instanceof ObjectNode declared) {
            declared.putObject(volume);
        } else {
            volumes.get().mistake("must be an object");
        }
    }

    /** SmartIDE made a network of its own on the machine; here the services are alone and need none from outside. */
    private static void internal(Property compose) {
        if (compose.node().path("networks").path(NETWORK) instanceof ObjectNode network) {
            network.remove(List.of("external", "name"));
        }
    }
}
