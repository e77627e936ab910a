package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys of a {@code .ide.yaml}.
 *
 * @param service name of the Compose service, or of the Kubernetes container, that is the workspace
 * @param persistent paths that must survive, by service
 */
record IdeFile(
        Property root,
        Property workspace,
        Property devContainer,
        Optional<Orchestrator> orchestrator,
        Optional<String> service,
        Map<String, List<Persistent>> persistent) {

    static final String SERVICE_NAME = "workspace.dev-container.service-name";
    static final String PROJECT = "/home/project";
    private static final int MOST_VOLUMES = 100;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,200}");

    enum Orchestrator {
        DOCKER_COMPOSE("docker-compose"),
        K8S("k8s"),
        ALLINONE("allinone");

        private static final String[] WORDS =
                Arrays.stream(values()).map(Orchestrator::word).toArray(String[]::new);

        private final String word;

        Orchestrator(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        private static Optional<Orchestrator> of(Property property) {
            var text = property.raw();
            var found = Arrays.stream(values())
                    .filter(each -> text.filter(each.word::equals).isPresent())
                    .findFirst();
            if (text.isPresent() && found.isEmpty()) {
                property.mistake("must be docker-compose, k8s or allinone" + Keys.near(text.get(), WORDS));
            }
            return found;
        }
    }

    static IdeFile of(Property root) {
        Keys.warnUnknown(root, "version", "orchestrator", "workspace");
        Keys.find(root, "version").flatMap(Property::raw).ifPresent(version -> {
            if (!version.matches("smartide/v0\\.[23]")) {
                root.find("version").ifPresent(property -> property.warn("is not known: read as smartide/v0.3"));
            }
        });
        var workspace = Keys.object(
                        root,
                        "workspace",
                        "dev-container",
                        "docker-compose-file",
                        "kube-deploy-files",
                        "containers",
                        "services",
                        "networks",
                        "volumes",
                        "secrets")
                .orElse(empty(root));
        var devContainer = Keys.object(
                        workspace, "dev-container", "service-name", "ports", "ide-type", "volumes", "command")
                .orElse(empty(root));
        return new IdeFile(
                root, workspace, devContainer, orchestrator(root), service(root, devContainer), persistent(workspace));
    }

    private static Property empty(Property root) {
        return Property.root(JsonNodeFactory.instance.objectNode(), root.reading());
    }

    private static Optional<Orchestrator> orchestrator(Property root) {
        var orchestrator = Keys.object(root, "orchestrator", "type", "version");
        orchestrator.flatMap(object -> Keys.find(object, "version")).ifPresent(version -> {
            if (!version.node().isTextual() && !version.node().isNumber()) {
                version.mistake("must be a number or a string");
            }
        });
        var type = orchestrator.flatMap(object -> Keys.find(object, "type"));
        if (type.isEmpty()
                && (orchestrator.isPresent() || Keys.find(root, "orchestrator").isEmpty())) {
            Keys.missing(root, "orchestrator.type", "docker-compose, k8s or allinone");
        }
        return type.flatMap(Orchestrator::of);
    }

    private static Optional<String> service(Property root, Property devContainer) {
        var property = Keys.find(devContainer, "service-name");
        if (property.isEmpty()) {
            Keys.missing(root, SERVICE_NAME, "the name of a service or container");
            return Optional.empty();
        }
        var name = property.get().raw();
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            property.get().mistake("is not the name of a service or container");
            return Optional.empty();
        }
        return name;
    }

    private static Map<String, List<Persistent>> persistent(Property workspace) {
        var found = new LinkedHashMap<String, List<Persistent>>();
        Keys.find(workspace, "containers")
                .ifPresent(containers -> containers.members((service, container) -> {
                    if (container.node().isNull()) {
                        return;
                    }
                    Keys.warnUnknown(container, "persistentVolumes");
                    var volumes = new ArrayList<Persistent>();
                    Keys.find(container, "persistentVolumes").ifPresent(list -> {
                        if (list.node().size() > MOST_VOLUMES) {
                            list.mistake("has more than %d paths".formatted(MOST_VOLUMES));
                            return;
                        }
                        list.elements(each -> Persistent.of(each).ifPresent(volumes::add));
                    });
                    found.put(service, volumes);
                }));
        return found;
    }

    /** The paths of the workspace itself that must survive. */
    List<Persistent> ownPersistent() {
        return service.map(name -> persistent.getOrDefault(name, List.of())).orElse(List.of());
    }

    /** Where the file says that the sources go. */
    Optional<String> projectPath() {
        return ownPersistent().stream()
                .filter(Persistent::project)
                .map(Persistent::path)
                .findFirst();
    }

    static boolean inProject(String path) {
        return path.equals(PROJECT) || path.startsWith(PROJECT + "/");
    }
}
