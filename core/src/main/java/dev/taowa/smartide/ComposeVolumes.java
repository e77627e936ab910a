package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code volumes} of a Compose service, short and long, and finds the sources among them. */
final class ComposeVolumes {

    /** What is mounted where; the source of an unnamed volume is empty. */
    private record Volume(String source, String target) {

        static Optional<Volume> of(JsonNode node) {
            if (node.isObject()) {
                return at(node.path("source").asText(), node.path("target").asText());
            }
            var fields = node.asText().split(":", -1);
            for (var last = fields.length - 1; last >= 0; last--) {
                if (fields[last].startsWith("/")) {
                    return at(last == 0 ? "" : fields[0], fields[last]);
                }
            }
            return Optional.empty();
        }

        private static Optional<Volume> at(String source, String target) {
            var end = target.length() > 1 && target.endsWith("/") ? target.length() - 1 : target.length();
            return target.startsWith("/")
                    ? Optional.of(new Volume(source, target.substring(0, end)))
                    : Optional.empty();
        }

        boolean project() {
            return source.equals(".") || source.equals("./");
        }

        boolean folder() {
            return source.matches("[./~$].*");
        }
    }

    private ComposeVolumes() {}

    /** Paths at which the service has a volume. */
    static Set<String> targets(Property service) {
        var found = new HashSet<String>();
        volumes(service).forEach(volume -> found.add(volume.target()));
        return found;
    }

    private static List<Volume> volumes(Property service) {
        var found = new ArrayList<Volume>();
        service.node().path("volumes").forEach(each -> Volume.of(each).ifPresent(found::add));
        return found;
    }

    /** Adds the volume unless there is one at the path already. */
    static boolean add(Property service, String volume, String path) {
        var list = list(service);
        if (list.isEmpty() || targets(service).contains(path)) {
            return false;
        }
        list.get().add(volume + ":" + path);
        return true;
    }

    /** The service's own list, made if there is none. */
    private static Optional<ArrayNode> list(Property service) {
        var listed = Keys.find(service, "volumes");
        if (listed.isEmpty()) {
            return Optional.of(((ObjectNode) service.node()).putArray("volumes"));
        }
        if (listed.get().node() instanceof ArrayNode array) {
            return Optional.of(array);
        }
        listed.get().mistake("must be an array");
        return Optional.empty();
    }

    /**
     * Where the sources are in the service; a mount of them is added when there is none.
     *
     * @param wanted where the file says that they go
     */
    static String placeProject(Property service, Optional<String> wanted) {
        var folder = wanted.orElse(IdeFile.PROJECT);
        var list = list(service);
        if (list.isEmpty()) {
            return folder;
        }
        var volumes = volumes(service);
        var mounted = volumes.stream()
                .filter(Volume::project)
                .findFirst()
                .or(() -> volumes.stream()
                        .filter(Volume::folder)
                        .filter(volume -> volume.target().equals(folder) || IdeFile.inProject(volume.target()))
                        .findFirst());
        if (mounted.isPresent()) {
            return mounted.get().target();
        }
        for (var each = list.get().elements(); each.hasNext(); ) {
            if (Volume.of(each.next())
                    .filter(volume -> volume.target().equals(folder))
                    .isPresent()) {
                each.remove();
            }
        }
        list.get().add(".:" + folder);
        return folder;
    }
}
