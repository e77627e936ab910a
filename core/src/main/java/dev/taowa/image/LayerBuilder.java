package dev.taowa.image;

import dev.taowa.task.Phase;
import dev.taowa.task.Step;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.LoginUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts one layer of ours on an image. */
final class LayerBuilder {

    private static final String CONTAINERFILE = "Containerfile";

    private final Images images;
    private final Phase phase;
    private final Step step;

    LayerBuilder(Images images, Phase phase, Step step) {
        this.images = images;
        this.phase = phase;
        this.step = step;
    }

    /** The image that the layer makes of {@code base}, built unless it is there. */
    Image obtain(Layer layer, ImageTag tag, Image base, Optional<LoginUser> user, Map<String, String> labels) {
        var found = images.find(tag);
        if (found.isPresent()) {
            return found.get();
        }
        step.line("Adding %s".formatted(layer.feature().id()));
        var entries = new ArrayList<ContextEntry>(layer.files());
        entries.add(new ContextEntry.Folder("feature", 0755));
        var text = layer.containerfile(bareId(base));
        entries.add(ContextEntry.Given.of(CONTAINERFILE, 0644, text.getBytes(StandardCharsets.UTF_8)));
        var build = new ContainerBuild(
                tag,
                new BuildContext(entries),
                CONTAINERFILE,
                arguments(layer, base, user),
                Optional.empty(),
                labels,
                Map.of(),
                false);
        return images.build(build, phase, step.progress());
    }

    private static Map<String, String> arguments(Layer layer, Image base, Optional<LoginUser> user) {
        var arguments = new LinkedHashMap<String, String>();
        user.ifPresent(login -> {
            arguments.put("USER_NAME", login.name());
            arguments.put("USER_UID", Integer.toString(login.uid()));
            arguments.put("USER_GID", Integer.toString(login.gid()));
            arguments.put("USER_HOME", login.home());
        });
        if (layer.feature() == Feature.SETTINGS && !base.user().isEmpty()) {
            arguments.put("IMAGE_USER", base.user());
        }
        layer.environment().forEach((name, value) -> arguments.put("TAOWA_" + name, value));
        return arguments;
    }

    private static String bareId(Image image) {
        return image.id().startsWith("sha256:") ? image.id().substring("sha256:".length()) : image.id();
    }
}
