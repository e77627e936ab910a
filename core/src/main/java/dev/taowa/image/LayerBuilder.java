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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts one layer of ours on an image. */
final class LayerBuilder {

    static final String CONTAINERFILE = "Containerfile";
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\$|\\{(?:containerEnv:)?([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private final Images images;
    private final Phase phase;
    private final Step step;
    private final String containerUser;

    /** @param containerUser user of the image that all layers are on */
    LayerBuilder(Images images, Phase phase, Step step, String containerUser) {
        this.images = images;
        this.phase = phase;
        this.step = step;
        this.containerUser = containerUser;
    }

    /** The image that the layer makes of {@code base}, built unless it is there. */
    Image obtain(Layer layer, ImageTag tag, Image base, Optional<LoginUser> user, Map<String, String> labels) {
        var found = images.find(tag);
        if (found.isPresent()) {
            return found.get();
        }
        step.line("Adding %s".formatted(layer.id()));
        var entries = new ArrayList<ContextEntry>(layer.files());
        entries.add(new ContextEntry.Folder("feature", 0755));
        var text = layer.containerfile(bareId(base));
        entries.add(ContextEntry.Given.of(CONTAINERFILE, 0644, text.getBytes(StandardCharsets.UTF_8)));
        var build = ContainerBuild.ofOurs(
                tag, new BuildContext(entries), CONTAINERFILE, arguments(layer, base, user), labels);
        return images.build(build, phase, step.progress());
    }

    private Map<String, String> arguments(Layer layer, Image base, Optional<LoginUser> user) {
        var arguments = new LinkedHashMap<String, String>();
        user.ifPresent(login -> {
            arguments.put("USER_NAME", login.name());
            arguments.put("USER_UID", Integer.toString(login.uid()));
            arguments.put("USER_GID", Integer.toString(login.gid()));
            arguments.put("USER_HOME", login.home());
        });
        if (layer.id().equals(Feature.SETTINGS.id()) && !base.user().isEmpty()) {
            arguments.put("IMAGE_USER", base.user());
        }
        arguments.put("CONTAINER_USER", containerUser);
        layer.environment().forEach((name, value) -> arguments.put("TAOWA_" + name, expand(value, base.environment())));
        return arguments;
    }

    /** As ENV of a Containerfile has it, with the variables of the image below; {@code $$} is one {@code $}. */
    private static String expand(String value, Map<String, String> environment) {
        return VARIABLE.matcher(value).replaceAll(match -> {
            var name = match.group(1) == null ? match.group(2) : match.group(1);
            return Matcher.quoteReplacement(name == null ? "$" : environment.getOrDefault(name, ""));
        });
    }

    static String bareId(Image image) {
        return image.id().startsWith("sha256:") ? image.id().substring("sha256:".length()) : image.id();
    }
}
