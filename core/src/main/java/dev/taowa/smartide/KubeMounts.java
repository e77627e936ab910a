package dev.taowa.smartide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volumes of a container; the one at the project's path gives way to the sources. */
final class KubeMounts {

    /** @param path absolute, inside */
    private record Mount(Property property, String path) {}

    private final List<Mount> mounts = new ArrayList<>();
    private final Map<String, Property> volumes = new HashMap<>();
    private final String project;

    /** @param wanted where the file says that the sources go */
    KubeMounts(KubeFiles.Container chosen, Optional<String> wanted) {
        Keys.find(chosen.spec(), "volumes")
                .ifPresent(list -> list.elements(each -> Keys.find(each, "name")
                        .flatMap(Property::raw)
                        .ifPresentOrElse(name -> volumes.put(name, each), () -> each.mistake("must hold \"name\""))));
        Keys.find(chosen.container(), "volumeMounts")
                .ifPresent(list -> list.elements(each -> Keys.find(each, "mountPath")
                        .ifPresentOrElse(
                                path -> Persistent.path(path).ifPresent(text -> mounts.add(new Mount(each, text))),
                                () -> each.mistake("must hold \"mountPath\""))));
        project = wanted.orElseGet(() -> mounts.stream()
                .map(Mount::path)
                .filter(IdeFile::inProject)
                .findFirst()
                .orElse(IdeFile.PROJECT));
    }

    /** Where the sources go. */
    String project() {
        return project;
    }

    void write(ObjectNode properties) {
        for (var mount : mounts) {
            if (!mount.path().equals(project)) {
                write(mount, properties);
            }
        }
    }

    private void write(Mount mount, ObjectNode properties) {
        var name = mount.property().node().path("name").asText();
        var volume = volumes.get(name);
        if (volume == null) {
            mount.property().mistake("names a volume that is not there: " + DocumentProblems.printable(name));
            return;
        }
        var readOnly = mount.property().node().path("readOnly").asBoolean() ? ",readonly" : "";
        var claim =
                volume.node().path("persistentVolumeClaim").path("claimName").asText();
        var temporary = Keys.find(volume, "emptyDir");
        if (!claim.isEmpty()) {
            Machine.mount(properties, "volume", source(mount, claim), mount.path(), readOnly);
        } else if (temporary.isPresent()
                && temporary.get().node().path("medium").asText().equals("Memory")) {
            Machine.mount(properties, "tmpfs", "", mount.path(), "");
        } else if (temporary.isPresent()) {
            Machine.mount(properties, "volume", source(mount, name), mount.path(), readOnly);
        } else {
            var kind = Keys.find(volume, "hostPath").isPresent()
                    ? "a folder of the cluster's node"
                    : "of a kind that only a cluster has";
            mount.property().warn("is left out: volume \"%s\" is %s".formatted(DocumentProblems.printable(name), kind));
        }
    }

    /** A volume for each part of the volume that is mounted. */
    private static String source(Mount mount, String name) {
        var part = mount.property().node().path("subPath").asText();
        var clean = name.replaceAll("[^A-Za-z0-9_.-]", "-").replaceFirst("^[_.-]+", "");
        return Persistent.volume(clean.isEmpty() ? "volume" : clean, part.isEmpty() ? "" : "/" + part);
    }
}
