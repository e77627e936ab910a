package dev.taowa.image;

import dev.taowa.definition.DeclaredFeature;
import dev.taowa.workspace.ImageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One feature of ours on top of an image: one build, one layer, one tag.
 *
 * @param files all that the feature is given
 * @param environment variables of the image made
 * @param finish instructions after the feature has run
 */
record Layer(Feature feature, List<ContextEntry.Given> files, Map<String, String> environment, List<String> finish) {

    private static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    Layer {
        files = List.copyOf(files);
        environment = new TreeMap<>(environment);
        finish = List.copyOf(finish);
    }

    /** The host's network settings; none when it has none. Leaves the image's user and command alone. */
    static Optional<Layer> settings(MachineSettings settings) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        var files = new ArrayList<>(Feature.SETTINGS.files());
        files.addAll(SettingsFiles.of(settings));
        var finish = List.of("ARG IMAGE_USER=0:0", "USER ${IMAGE_USER}");
        return Optional.of(new Layer(Feature.SETTINGS, files, SettingsFiles.environment(settings), finish));
    }

    /** The layers that make an image a machine, in their order. */
    static List<Layer> machine(MachineSettings settings) {
        var layers = new ArrayList<Layer>();
        settings(settings).ifPresent(layers::add);
        var finish = List.of(
                "ENV LANG=${LANG:-C.UTF-8}",
                "ENV PATH=${PATH:-%s}".formatted(SEARCH_PATH),
                "ENTRYPOINT []",
                "CMD [\"/sbin/init\"]",
                "STOPSIGNAL 37",
                "WORKDIR /");
        layers.add(new Layer(Feature.VM, Feature.VM.files(), Map.of(), finish));
        layers.add(new Layer(Feature.WEB_IDE, Feature.WEB_IDE.files(), Map.of(), List.of()));
        return layers;
    }

    /** What a definition asks for beside the machine. */
    static Layer of(DeclaredFeature declared) {
        var feature = Feature.of(declared);
        return new Layer(feature, feature.files(), Map.of(), List.of());
    }

    /**
     * Its tag on top of {@code previous}, which names exactly one content.
     *
     * @param wanted what decides the login user beside the image
     */
    ImageTag tag(String previous, String wanted) {
        var hash = new InputHash()
                .add("previous", previous)
                .add("wanted", wanted)
                .add("containerfile", containerfile(""))
                .addAll("environment", environment);
        var none = new FileHashes();
        new BuildContext(List.copyOf(files)).entries().forEach(file -> hash.add(file, none));
        return hash.tag(feature.id());
    }

    /** Values come as arguments, so that no text of a person becomes an instruction. */
    String containerfile(String from) {
        var lines = new ArrayList<String>();
        lines.add("FROM " + from);
        lines.add("USER 0:0");
        lines.addAll(List.of("ARG USER_NAME", "ARG USER_UID", "ARG USER_GID", "ARG USER_HOME"));
        environment.keySet().forEach(name -> {
            lines.add("ARG TAOWA_" + name);
            lines.add("ENV %s=${TAOWA_%s}".formatted(name, name));
        });
        lines.add("RUN --mount=type=bind,source=feature,target=/run/taowa-feature sh /run/taowa-feature/install.sh");
        lines.addAll(finish);
        return String.join("\n", lines) + "\n";
    }
}
