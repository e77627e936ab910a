package dev.taowa.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.definition.ImageSource;
import dev.taowa.feature.ResolvedFeature;
import dev.taowa.metadata.MetadataLabel;
import dev.taowa.metadata.Users;
import dev.taowa.task.Phase;
import dev.taowa.task.Step;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.LoginUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Step 3: from what a definition names to an image that boots as a machine.
 *
 * <p>Every image made is named by the hash of what went into it, each feature on top of the one before: what exists is
 * never built again, and a change rebuilds only what follows it. Safe for use by many threads.
 */
public final class ImageMaker {

    /** On the image made: JSON of the {@link LoginUser}. */
    public static final String USER_LABEL = "dev.taowa.image.user";

    /** On the image made: the distribution, such as {@code debian 13}. */
    public static final String SYSTEM_LABEL = "dev.taowa.image.os";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<Images> host;
    private final Supplier<MachineSettings> hostSettings;
    private final FileHashes hashes = new FileHashes();
    private final ConcurrentHashMap<ImageTag, ReentrantLock> making = new ConcurrentHashMap<>();

    /** @param settings what the host needs to reach the network */
    public ImageMaker(Supplier<Images> images, Supplier<MachineSettings> settings) {
        this.host = images;
        this.hostSettings = settings;
    }

    /**
     * What a machine is made from.
     *
     * @param checkout folder that the paths of {@code source} are relative to
     */
    public PlainImage base(ImageSource source, Path checkout, Step step) {
        var images = host.get();
        return switch (source) {
            case ImageSource.BuiltIn builtIn -> {
                var tag = DebianSystem.DEBIAN.tag().value();
                yield new PlainImage(
                        tag, tag, Phase.BASE_IMAGE, "", () -> images.obtainBase(DebianSystem.DEBIAN, step.progress()));
            }
            case ImageSource.Reference reference ->
                PlainImage.of(
                        reference.reference(),
                        images.pull(new ImageTag(reference.reference()), Phase.IMAGE, step.progress()));
            case ImageSource.Build build ->
                PlainImage.of(
                        build.containerfile(),
                        new UserBuild(images, hashes, hostSettings.get(), step).obtain(build, checkout));
        };
    }

    /**
     * The machine's image, made unless it is there.
     *
     * @param features put on the machine, in this order
     */
    public MachineImage machine(PlainImage base, List<ResolvedFeature> features, Users users, Step step) {
        var settings = hostSettings.get();
        var layers = new ArrayList<>(Layer.machine(settings));
        features.forEach(feature -> layers.add(Layer.of(feature)));
        var tags = new ArrayList<ImageTag>();
        for (var layer : layers) {
            var previous = tags.isEmpty() ? base.identity() : tags.getLast().value();
            tags.add(layer.tag(
                    previous,
                    users.login().orElse("") + "\n" + users.container().orElse("")));
        }
        var images = host.get();
        var lock = making.computeIfAbsent(tags.getLast(), tag -> new ReentrantLock());
        lock.lock();
        try {
            var found = images.find(tags.getLast()).flatMap(ImageMaker::finished);
            if (found.isPresent()) {
                step.unchanged();
                return found.get();
            }
            settings.leftOut().forEach(step::warn);
            return make(base, new Stack(layers, tags, features), users, step);
        } finally {
            lock.unlock();
        }
    }

    /** All layers of a machine; those of its Features are the last. */
    private record Stack(List<Layer> layers, List<ImageTag> tags, List<ResolvedFeature> features) {

        /** The Features that are in the image when this many layers are. */
        List<ResolvedFeature> featuresWithin(int count) {
            return features.subList(0, Math.max(0, count - (layers.size() - features.size())));
        }
    }

    private MachineImage make(PlainImage base, Stack stack, Users users, Step step) {
        var images = host.get();
        var image = base.image().get();
        var system = OperatingSystem.supported(
                base.name(), readFirst(images, image, "/etc/os-release", "/usr/lib/os-release"));
        var choice = new LoginUserChoice(readFirst(images, image, "/etc/passwd").orElse(""));
        var login = choice.choose(users.login(), image.user());
        var builder = new LayerBuilder(images, base.phase(), step, containerUser(users, image));
        for (var i = 0; i < stack.layers().size(); i++) {
            var labels = new HashMap<>(
                    Map.of(USER_LABEL, json(login), SYSTEM_LABEL, (system.id() + " " + system.version()).strip()));
            var within = stack.featuresWithin(i + 1);
            if (!within.isEmpty()) {
                labels.put(MetadataLabel.NAME, FeatureMetadata.label(base.metadata(), within));
            }
            image = builder.obtain(stack.layers().get(i), stack.tags().get(i), image, Optional.of(login), labels);
        }
        return new MachineImage(image, login);
    }

    private static String containerUser(Users users, Image image) {
        var own = image.user().split(":", 2)[0];
        return users.container().orElse(own.isEmpty() ? "root" : own);
    }

    /** An image of ours says itself who logs in. */
    private static Optional<MachineImage> finished(Image image) {
        var label = image.labels().get(USER_LABEL);
        if (label == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MachineImage(image, JSON.readValue(label, LoginUser.class)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> readFirst(Images images, Image image, String... paths) {
        for (var path : paths) {
            var text = images.read(new ImageTag(image.id()), path);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    private static String json(LoginUser user) {
        try {
            return JSON.writeValueAsString(user);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
