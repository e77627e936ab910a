package dev.taowa.image;

import dev.taowa.definition.OwnFeature;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.workspace.ImageTag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Feature on top of an image: one build, one layer, one tag.
 *
 * @param id names it in tags and messages
 * @param identity names the content of its files; empty when they tell it themselves
 * @param files all that the Feature is given, below {@code feature/}
 * @param environment variables of the image made; may refer to those of the image below as {@code ${NAME}};
 *     {@code $$} is one {@code $}
 * @param finish instructions after the Feature has run
 */
record Layer(
        String id, String identity, List<ContextEntry> files, Map<String, String> environment, List<String> finish) {

    private static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    Layer {
        files = List.copyOf(files);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        finish = List.copyOf(finish);
    }

    private static Layer of(Feature feature, List<ContextEntry> files, List<String> finish) {
        return new Layer(feature.id(), "", files, Map.of(), finish);
    }

    /** The host's network settings; none when it has none. Leaves the image's user and command alone. */
    static Optional<Layer> settings(MachineSettings settings) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        var files = new ArrayList<ContextEntry>(Feature.SETTINGS.files());
        files.addAll(SettingsFiles.of(settings));
        var finish = List.of("ARG IMAGE_USER=0:0", "USER ${IMAGE_USER}");
        var environment = new TreeMap<>(SettingsFiles.environment(settings));
        environment.replaceAll((_, value) -> value.replace("$", "$$"));
        return Optional.of(new Layer(Feature.SETTINGS.id(), "", files, environment, finish));
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
        layers.add(of(Feature.VM, List.copyOf(Feature.VM.files()), finish));
        layers.add(of(Feature.WEB_IDE, List.copyOf(Feature.WEB_IDE.files()), List.of()));
        return layers;
    }

    /** A Feature that a definition asks for. */
    static Layer of(ResolvedFeature resolved) {
        return OwnFeature.of(resolved.id())
                .map(Feature::of)
                .map(feature -> of(feature, List.copyOf(feature.files()), List.of()))
                .orElseGet(() -> FetchedLayer.of(resolved));
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
                .add("identity", identity)
                .add("containerfile", containerfile(""))
                .addAll("environment", environment);
        if (identity.isEmpty()) {
            var none = new FileHashes();
            new BuildContext(files).entries().forEach(file -> hash.add(file, none));
        }
        return hash.tag(id);
    }

    /** Values come as arguments, so that no text of a person becomes an instruction. */
    String containerfile(String from) {
        var lines = new ArrayList<String>();
        lines.add("FROM " + from);
        lines.add("USER 0:0");
        lines.addAll(List.of("ARG USER_NAME", "ARG USER_UID", "ARG USER_GID", "ARG USER_HOME", "ARG CONTAINER_USER"));
        environment.keySet().forEach(name -> {
            lines.add("ARG TAOWA_" + name);
            lines.add("ENV %s=${TAOWA_%s}".formatted(name, name));
        });
        lines.add("RUN --mount=type=bind,source=feature,target=/run/taowa-feature sh /run/taowa-feature/install.sh");
        lines.addAll(finish);
        return String.join("\n", lines) + "\n";
    }
}
