package dev.taowa.definition;

import dev.taowa.document.DocumentProblems;
import dev.taowa.document.Property;
import dev.taowa.document.SourceTree;
import dev.taowa.workspace.ImageTag;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads where the image comes from: image, build, or the older dockerFile. */
final class ImageReader {

    private final Property root;
    private final SourceTree tree;
    private final Path folder;

    /** @param folder of the file, relative to the tree; paths in the file are relative to it */
    ImageReader(Property root, SourceTree tree, Path folder) {
        this.root = root;
        this.tree = tree;
        this.folder = folder;
    }

    ImageSource read() {
        var build = root.find("build").flatMap(this::build).or(this::older);
        var image = root.find("image");
        if (build.isPresent()) {
            image.ifPresent(property -> property.warn("has no effect beside a build: remove one of them"));
            return build.get();
        }
        return image.<ImageSource>flatMap(ImageReader::reference).orElseGet(ImageSource.BuiltIn::new);
    }

    private static Optional<ImageSource.Reference> reference(Property property) {
        var text = property.word();
        if (text.isPresent() && !ImageTag.isName(text.get())) {
            property.mistake("is not the name of an image");
            return Optional.empty();
        }
        return text.map(ImageSource.Reference::new);
    }

    private Optional<ImageSource> build(Property property) {
        if (!property.node().isObject()) {
            property.mistake("must be an object");
            return Optional.empty();
        }
        property.members((name, member) -> {
            if (!name.matches("dockerfile|context|args|target|options|cacheFrom")) {
                member.unknown();
            }
        });
        var file = property.find("dockerfile");
        if (file.isEmpty()) {
            property.mistake("must hold \"dockerfile\"");
            return Optional.empty();
        }
        var options = BuildArguments.read(property);
        var arguments =
                options.over(property.find("args").map(Property::textMembers).orElse(Map.of()));
        return source(file.get(), property.find("context"))
                .map(build -> new ImageSource.Build(
                        build.containerfile(),
                        build.context(),
                        arguments,
                        options.target().or(() -> property.find("target").flatMap(Property::word)),
                        Optional.empty(),
                        options.settings()));
    }

    private Optional<ImageSource> older() {
        return root.find("dockerFile").flatMap(file -> source(file, root.find("context")));
    }

    private Optional<ImageSource.Build> source(Property file, Optional<Property> context) {
        var containerfile = file.word().flatMap(text -> confined(file, text));
        var sent = context.isPresent()
                ? context.get().word().flatMap(text -> confined(context.get(), text))
                : Optional.of(folder);
        if (containerfile.isPresent() && !tree.isFile(containerfile.get())) {
            file.mistake("names a file that is not there: " + DocumentProblems.printable(text(containerfile.get())));
            return Optional.empty();
        }
        if (context.isPresent() && sent.isPresent() && !tree.isFolder(sent.get())) {
            context.get().mistake("names a folder that is not there");
            return Optional.empty();
        }
        return containerfile.flatMap(path -> sent.map(
                folderSent -> new ImageSource.Build(text(path), text(folderSent), Map.of(), Optional.empty())));
    }

    private Optional<Path> confined(Property property, String text) {
        var path = tree.confine(folder, text);
        if (path.isEmpty()) {
            property.mistake("must stay inside the source's own folder");
        }
        return path;
    }

    private static String text(Path path) {
        return path.toString();
    }
}
