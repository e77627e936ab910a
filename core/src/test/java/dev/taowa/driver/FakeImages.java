package dev.taowa.driver;

import dev.taowa.image.ContainerBuild;
import dev.taowa.image.DebianSystem;
import dev.taowa.image.Image;
import dev.taowa.image.Images;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Phase;
import dev.taowa.task.Progress;
import dev.taowa.workspace.ImageTag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Images in memory: builds succeed at once and are remembered. */
public final class FakeImages implements Images {

    private final Map<ImageTag, Image> images = new ConcurrentHashMap<>();
    private final Map<ImageTag, Map<String, String>> files = new ConcurrentHashMap<>();
    private final Map<ImageTag, Image> registry = new ConcurrentHashMap<>();
    private final List<ContainerBuild> builds = new CopyOnWriteArrayList<>();

    /** Puts an image on the host. */
    public Image add(ImageTag tag, Map<String, String> labels) {
        var image = image(tag, labels);
        images.put(tag, image);
        return image;
    }

    /** Puts an image into the registry, with files that can be read once it is pulled. */
    public void offer(ImageTag tag, Map<String, String> content) {
        registry.put(tag, image(tag, Map.of()));
        files.put(tag, Map.copyOf(content));
    }

    /** Every build that was asked for, in order. */
    public List<ContainerBuild> builds() {
        return List.copyOf(builds);
    }

    @Override
    public Optional<Image> find(ImageTag tag) {
        return Optional.ofNullable(images.get(tag));
    }

    @Override
    public Image pull(ImageTag reference, Phase phase, Progress progress) {
        var offered = registry.get(reference);
        if (find(reference).isEmpty() && offered == null) {
            throw new ProblemException(new Problem(
                    ProblemCode.IMAGE_NOT_FOUND,
                    "image %s is neither on the host nor in its registry".formatted(reference),
                    "correct \"image\" in devcontainer.json"));
        }
        return images.computeIfAbsent(reference, tag -> offered == null ? image(tag, Map.of()) : offered);
    }

    @Override
    public Image build(ContainerBuild build, Phase phase, Progress progress) {
        builds.add(build);
        progress.line(phase, "built " + build.tag());
        return add(build.tag(), build.labels());
    }

    @Override
    public Image obtainBase(DebianSystem base, Progress progress) {
        return find(base.tag()).orElseGet(() -> add(base.tag(), Map.of()));
    }

    @Override
    public Optional<String> read(ImageTag tag, String path) {
        return Optional.ofNullable(files.getOrDefault(tag, Map.of()).get(path));
    }

    @Override
    public void remove(ImageTag tag) {
        images.remove(tag);
    }

    private static Image image(ImageTag tag, Map<String, String> labels) {
        var id = "sha256:" + Integer.toHexString(tag.hashCode());
        return new Image(tag, id, labels, Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"), "", List.of(), List.of());
    }
}
