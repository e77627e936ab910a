package dev.taowa.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.definition.DeclaredFeature;
import dev.taowa.definition.ImageSource;
import dev.taowa.task.Phase;
import dev.taowa.task.Step;
import dev.taowa.workspace.ImageTag;
import dev.taowa.workspace.LoginUser;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * @param name for people
     * @param identity names exactly one content
     */
    private record Base(String name, String identity, Phase phase, Supplier<Image> image) {}

    /**
     * The machine's image, made unless it is there.
     *
     * @param features put on the machine, in this order
     * @param checkout folder that the paths of {@code source} are relative to
     * @param user name or uid that sessions shall log in as
     */
    public MachineImage obtain(
            ImageSource source, List<DeclaredFeature> features, Path checkout, Optional<String> user, Step step) {
        var images = host.get();
        var settings = hostSettings.get();
        var layers = new ArrayList<>(Layer.machine(settings));
        features.forEach(feature -> layers.add(Layer.of(feature)));
        return switch (source) {
            case ImageSource.BuiltIn builtIn -> {
                var system = DebianSystem.DEBIAN;
                var tag = system.tag().value();
                Supplier<Image> image = () -> images.obtainBase(system, step.progress());
                yield machine(new Base(tag, tag, Phase.BASE_IMAGE, image), layers, settings, user, step);
            }
            case ImageSource.Reference reference -> {
                var image = images.pull(new ImageTag(reference.reference()), Phase.IMAGE, step.progress());
                yield machine(
                        new Base(reference.reference(), image.id(), Phase.IMAGE, () -> image),
                        layers,
                        settings,
                        user,
                        step);
            }
            case ImageSource.Build build -> {
                var image = new UserBuild(images, hashes, settings, step).obtain(build, checkout);
                yield machine(
                        new Base(build.containerfile(), image.id(), Phase.IMAGE, () -> image),
                        layers,
                        settings,
                        user,
                        step);
            }
        };
    }

    private MachineImage machine(
            Base base, List<Layer> layers, MachineSettings settings, Optional<String> user, Step step) {
        var tags = new ArrayList<ImageTag>();
        for (var layer : layers) {
            var previous = tags.isEmpty() ? base.identity() : tags.getLast().value();
            tags.add(layer.tag(previous, user.orElse("")));
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
            return make(base, layers, tags, user, images, step);
        } finally {
            lock.unlock();
        }
    }

    private static MachineImage make(
            Base base, List<Layer> layers, List<ImageTag> tags, Optional<String> user, Images images, Step step) {
        var image = base.image().get();
        var system = OperatingSystem.supported(
                base.name(), readFirst(images, image, "/etc/os-release", "/usr/lib/os-release"));
        var choice = new LoginUserChoice(readFirst(images, image, "/etc/passwd").orElse(""));
        var login = choice.choose(user, image.user());
        var labels = Map.of(USER_LABEL, json(login), SYSTEM_LABEL, (system.id() + " " + system.version()).strip());
        var builder = new LayerBuilder(images, base.phase(), step);
        for (var i = 0; i < layers.size(); i++) {
            image = builder.obtain(layers.get(i), tags.get(i), image, Optional.of(login), labels);
        }
        return new MachineImage(image, login);
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
