package dev.taowa.image;

import dev.taowa.definition.BuildSettings;
import dev.taowa.definition.ImageSource;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import dev.taowa.task.Phase;
import dev.taowa.task.Step;
import dev.taowa.workspace.ImageTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Builds a Containerfile of a repository, on base images that carry the host's network settings. */
final class UserBuild {

    /** On what builds start from: a value that no image made elsewhere can have. */
    static final String START_LABEL = "dev.taowa.image.start";

    private static final Path OUTSIDE = Path.of(".taowa-containerfile");

    private final Images images;
    private final FileHashes hashes;
    private final MachineSettings settings;
    private final Step step;

    UserBuild(Images images, FileHashes hashes, MachineSettings settings, Step step) {
        this.images = images;
        this.hashes = hashes;
        this.settings = settings;
        this.step = step;
    }

    Image obtain(ImageSource.Build described, Path checkout) {
        var folder = confined(checkout, described.context());
        if (!Files.isDirectory(folder)) {
            throw invalid("\"build\" names no folder: %s".formatted(described.context()));
        }
        var file =
                described.text().isPresent() ? Optional.<Path>empty() : Optional.of(containerfile(checkout, described));
        var text = described.text().orElseGet(() -> text(checkout, file.orElseThrow()));
        var inside = file.filter(path -> path.startsWith(folder)).map(folder::relativize);
        var containerfile = inside.orElse(OUTSIDE).toString();
        var context = ContextReader.read(folder, containerfile);
        if (inside.isEmpty()) {
            var entries = new ArrayList<>(context.entries());
            entries.add(ContextEntry.Given.of(containerfile, 0644, text.getBytes(StandardCharsets.UTF_8)));
            context = new BuildContext(entries);
        }
        var bases = bases(Containerfile.bases(text, described.arguments()));
        var tag = tag(described, containerfile, context, bases);
        var arguments = new HashMap<>(settings.proxies());
        arguments.putAll(described.arguments());
        var told = described.settings();
        var build = new ContainerBuild(
                tag, context, containerfile, arguments, described.target(), told.labels(), bases, told, true);
        return images.find(tag).orElseGet(() -> images.build(build, Phase.IMAGE, step.progress()));
    }

    private static Path containerfile(Path checkout, ImageSource.Build described) {
        var file = confined(checkout, described.containerfile());
        if (!Files.isRegularFile(file)) {
            throw invalid("\"build\" names no file: %s".formatted(described.containerfile()));
        }
        return file;
    }

    private ImageTag tag(
            ImageSource.Build described, String containerfile, BuildContext context, Map<String, String> bases) {
        var hash = new InputHash()
                .add("containerfile", containerfile)
                .add("target", described.target().orElse(""))
                .addAll("argument", described.arguments())
                .addAll("base", bases);
        var told = described.settings();
        if (!told.equals(BuildSettings.NONE)) {
            hash.addAll("label", told.labels())
                    .add("hosts", String.join(" ", told.hosts()))
                    .add("network", Boolean.toString(told.hasNetwork()));
        }
        context.entries().forEach(entry -> hash.add(entry, hashes));
        return hash.tag("build");
    }

    /** The ids of the images to build on, by what stands after {@code FROM}. */
    private Map<String, String> bases(Map<String, String> references) {
        var bases = new TreeMap<String, String>();
        references.forEach((text, reference) -> {
            if (!reference.isEmpty()) {
                bases.put(text, start(base(reference)).id());
            }
        });
        return bases;
    }

    private Image base(String reference) {
        var image = images.pull(new ImageTag(reference), Phase.IMAGE, step.progress());
        var layer = Layer.settings(settings);
        if (layer.isEmpty()) {
            return image;
        }
        try {
            var tag = layer.get().tag(image.id(), image.user());
            return new LayerBuilder(images, Phase.IMAGE, step, "root")
                    .obtain(layer.get(), tag, image, Optional.empty(), Map.of());
        } catch (ProblemException e) {
            if (e.problem().code() != ProblemCode.IMAGE_BUILD_FAILED) {
                throw e;
            }
            step.line("%s has no shell to take the host's network settings; it is used as it is".formatted(reference));
            return image;
        }
    }

    /**
     * The same image, with a history that nobody outside this engine knows. The engine's cache of builds believes what
     * any image says of how it was made: one that names the same base and instructions could lend its layers to builds
     * that never named it.
     */
    private Image start(Image base) {
        var tag = new InputHash().add("start", base.id()).tag("start");
        return images.find(tag).orElseGet(() -> {
            var text = "FROM %s%n".formatted(LayerBuilder.bareId(base)).getBytes(StandardCharsets.UTF_8);
            var context = new BuildContext(List.of(ContextEntry.Given.of(LayerBuilder.CONTAINERFILE, 0644, text)));
            var label = Map.of(START_LABEL, UUID.randomUUID().toString());
            var build = ContainerBuild.ofOurs(tag, context, LayerBuilder.CONTAINERFILE, Map.of(), label);
            return images.build(build, Phase.IMAGE, step.progress());
        });
    }

    /** The real path of something of the checkout; what leads out of it is refused. */
    private static Path confined(Path checkout, String path) {
        try {
            var root = checkout.toRealPath();
            var real = root.resolve(path).toRealPath();
            if (!real.startsWith(root)) {
                throw invalid("\"%s\" leads out of the repository".formatted(path));
            }
            return real;
        } catch (IOException e) {
            throw invalid("there is no \"%s\" in the repository".formatted(path));
        }
    }

    private static String text(Path checkout, Path file) {
        try {
            var relative = checkout.toRealPath().relativize(file);
            return new SourceTree(checkout)
                    .findText(relative)
                    .orElseThrow(() -> invalid("\"build\" names no file: %s".formatted(relative)));
        } catch (IOException e) {
            throw invalid("%s cannot be read as text: %s".formatted(file.getFileName(), e.getMessage()));
        }
    }

    private static ProblemException invalid(String what) {
        return new ProblemException(new Problem(
                ProblemCode.DEFINITION_INVALID, what, "correct \"build\" in devcontainer.json: its paths start there"));
    }
}
