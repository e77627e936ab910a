package dev.taowa.smartide;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Kubernetes objects of the linked files; those that a workspace has no use for are told. */
final class KubeFiles {

    /**
     * A container and the pod that it is in.
     *
     * @param labels that a Service selects the pod by
     */
    record Container(String name, Property spec, Property container, Map<String, String> labels) {}

    private static final int MOST_OBJECTS = 500;

    private final List<Container> containers = new ArrayList<>();
    private final List<Property> services = new ArrayList<>();

    KubeFiles(Property link, List<LinkedFiles.Linked> files) {
        var objects = 0;
        for (var file : files) {
            var documents = YamlText.documents(file.name(), file.text());
            objects += documents.size();
            if (objects > MOST_OBJECTS) {
                link.mistake("matches files of more than %d Kubernetes objects".formatted(MOST_OBJECTS));
                return;
            }
            documents.forEach(document -> add(document.tree(), file.reading(document.locator())));
        }
    }

    List<Container> containers() {
        return containers;
    }

    /** The Services: those that lead to the container's pod under true, the rest under false. */
    Map<Boolean, List<Property>> services(Container container) {
        return services.stream().collect(Collectors.partitioningBy(service -> {
            var selector = texts(service.node().path("spec").path("selector"));
            return !selector.isEmpty() && container.labels().entrySet().containsAll(selector.entrySet());
        }));
    }

    private void add(ObjectNode document, Property.Reading reading) {
        var kind = DocumentProblems.printable(document.path("kind").asText("document"));
        var name = DocumentProblems.printable(
                document.path("metadata").path("name").asText("without a name"));
        var root = new Property(JsonPointer.empty(), kind + " " + name, document, reading);
        switch (kind) {
            case "Pod" -> pod(root, document.path("metadata"));
            case "Deployment" ->
                Keys.find(root, "spec")
                        .flatMap(spec -> Keys.find(spec, "template"))
                        .ifPresentOrElse(
                                template -> pod(template, template.node().path("metadata")),
                                () -> root.mistake("must hold \"spec.template\""));
            case "Service" -> services.add(root);
            case "PersistentVolumeClaim" -> {}
            default -> root.warn("is not carried out: a Pod or Deployment and its Services are");
        }
    }

    private void pod(Property pod, JsonNode metadata) {
        var spec = Keys.find(pod, "spec");
        if (spec.isEmpty()) {
            pod.mistake("must hold \"spec\"");
            return;
        }
        Keys.find(spec.get(), "containers")
                .ifPresentOrElse(
                        list -> list.elements(each -> container(spec.get(), each, texts(metadata.path("labels")))),
                        () -> spec.get().mistake("must hold \"containers\""));
    }

    private void container(Property spec, Property container, Map<String, String> labels) {
        if (!container.node().isObject()) {
            container.mistake("must be an object");
            return;
        }
        Optional<String> name = Keys.find(container, "name").flatMap(Property::word);
        name.ifPresent(text -> containers.add(new Container(text, spec, container, labels)));
    }

    private static Map<String, String> texts(JsonNode object) {
        var found = new HashMap<String, String>();
        object.properties()
                .forEach(member -> found.put(member.getKey(), member.getValue().asText()));
        return found;
    }
}
