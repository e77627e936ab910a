package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Locator;
import dev.taowa.document.Property;
import dev.taowa.workspace.ImageTag;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workspace that is a container of a Pod or Deployment. */
final class KubeMachine {

    /** What is carried out, or goes without saying for a machine. */
    private static final Set<String> CONTAINER = Set.of(
            "name",
            "image",
            "env",
            "envFrom",
            "ports",
            "resources",
            "volumeMounts",
            "securityContext",
            "command",
            "args",
            "imagePullPolicy",
            "stdin",
            "tty",
            "terminationMessagePath",
            "terminationMessagePolicy");

    private static final Set<String> SPEC = Set.of(
            "containers",
            "volumes",
            "runtimeClassName",
            "securityContext",
            "restartPolicy",
            "hostname",
            "hostUsers",
            "dnsPolicy",
            "schedulerName",
            "terminationGracePeriodSeconds");

    private final IdeFile ide;
    private final KubeFiles.Container chosen;
    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();

    private KubeMachine(IdeFile ide, KubeFiles.Container chosen) {
        this.ide = ide;
        this.chosen = chosen;
    }

    static Machine read(IdeFile ide, LinkedFiles links, Property link) {
        var linked = links.files(link);
        var files = new KubeFiles(link, linked);
        var machine = choose(ide, files, linked)
                .map(chosen -> new KubeMachine(ide, chosen).read(files))
                .orElseGet(Machine::unknown);
        LinkedFiles.report(link, linked);
        return machine;
    }

    private static Optional<KubeFiles.Container> choose(IdeFile ide, KubeFiles files, List<LinkedFiles.Linked> linked) {
        if (ide.service().isEmpty()) {
            return Optional.empty();
        }
        var name = ide.service().get();
        var chosen = files.containers().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (chosen.isPresent()) {
            files.containers().stream()
                    .filter(other -> !other.equals(chosen.get()))
                    .forEach(other -> other.container().warn("is not carried out: the workspace is one container"));
        }
        if (chosen.isEmpty() && !linked.isEmpty()) {
            var names = files.containers().stream()
                    .map(KubeFiles.Container::name)
                    .distinct()
                    .toList();
            ide.devContainer()
                    .find("service-name")
                    .ifPresent(property -> property.mistake("names no container of the Kubernetes files"
                            + (names.isEmpty()
                                    ? ""
                                    : ": they have " + DocumentProblems.printable(String.join(", ", names)))));
        }
        return chosen;
    }

    private Machine read(KubeFiles files) {
        var container = chosen.container();
        var image = Keys.find(container, "image").flatMap(KubeMachine::image);
        if (Keys.find(container, "image").isEmpty()) {
            container.mistake("must hold \"image\"");
        }
        image.ifPresent(text -> properties.put("image", text));
        var mounts = new KubeMounts(chosen, ide.projectPath());
        var folder = mounts.project();
        properties.put("workspaceFolder", folder);
        properties.put("workspaceMount", "type=bind,source=${localWorkspaceFolder},target=" + folder);
        if (image.filter(text -> Machine.nameUser(properties, text)).isEmpty()) {
            runAsUser();
        }
        Keys.find(container, "env").ifPresent(env -> env.elements(this::variable));
        mounts.write(properties);
        persistent();
        Keys.find(container, "resources").ifPresent(resources -> KubeResources.write(resources, properties));
        tellTheRest();
        return new Machine(properties, new KubePorts(chosen, files).read(), Map.of(), Locator.NONE);
    }

    private static Optional<String> image(Property property) {
        var text = property.word();
        if (text.isPresent() && !ImageTag.isName(text.get())) {
            property.mistake("is not the name of an image");
            return Optional.empty();
        }
        return text;
    }

    /** Root boots every machine; only without a boot of its own is it who works in it. */
    private void runAsUser() {
        var user = Keys.find(chosen.container(), "securityContext")
                .flatMap(context -> Keys.find(context, "runAsUser"))
                .or(() -> Keys.find(chosen.spec(), "securityContext")
                        .flatMap(context -> Keys.find(context, "runAsUser")));
        if (user.isEmpty()) {
            return;
        }
        var node = user.get().node();
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            user.get().mistake("must be the number of a user");
            return;
        }
        if (node.intValue() != 0) {
            properties.put("remoteUser", node.asText());
        } else if (!boots()) {
            properties.put("remoteUser", "root");
        }
    }

    private boolean boots() {
        return Machine.boots(chosen.container().node().path("command"));
    }

    private void variable(Property property) {
        var name = Keys.find(property, "name").flatMap(Property::raw);
        if (name.isEmpty() || !name.get().matches("[^=\\x00]{1,500}")) {
            property.mistake("must be an object with the \"name\" of a variable");
            return;
        }
        if (Machine.setsUpUser(name.get(), property)) {
            return;
        }
        if (Keys.find(property, "valueFrom").isPresent()) {
            property.warn("is left out: \"valueFrom\" of %s is in the cluster"
                    .formatted(DocumentProblems.printable(name.get())));
            return;
        }
        var value = Keys.find(property, "value");
        if (value.isPresent() && value.get().raw().isEmpty()) {
            return;
        }
        var text = value.map(each -> each.node().textValue()).orElse("");
        if (text.contains("$(")) {
            property.warn("holds $(…), which is taken as it stands");
        }
        Placeholders.warn(property, text);
        properties.withObjectProperty("containerEnv").put(name.get(), text);
    }

    private void persistent() {
        var taken = new HashSet<String>();
        Keys.find(chosen.container(), "volumeMounts")
                .ifPresent(mounts -> mounts.node()
                        .forEach(each -> taken.add(each.path("mountPath").asText())));
        for (var each : ide.ownPersistent()) {
            if (!each.project() && taken.add(each.path())) {
                Machine.mount(properties, "volume", each.volume(), each.path(), "");
            }
        }
    }

    private void tellTheRest() {
        var container = chosen.container();
        Keys.find(container, "envFrom").ifPresent(from -> from.warn("is left out: its values are in the cluster"));
        Keys.find(container, "command").ifPresent(command -> {
            if (!boots()) {
                command.warn("has no effect: a workspace boots as a machine");
            }
        });
        Keys.find(container, "args").ifPresent(args -> args.warn("has no effect: a workspace boots as a machine"));
        container.members((name, member) -> tell(CONTAINER, name, member));
        chosen.spec().members((name, member) -> tell(SPEC, name, member));
        for (var name : ide.persistent().keySet()) {
            if (!name.equals(chosen.name())) {
                ide.workspace()
                        .warn("names \"%s\" in \"containers\", which is not carried out: the workspace is one container"
                                .formatted(DocumentProblems.printable(name)));
            }
        }
    }

    private static void tell(Set<String> known, String name, Property member) {
        if (!known.contains(name)) {
            member.warn("is not carried out");
        }
    }
}
