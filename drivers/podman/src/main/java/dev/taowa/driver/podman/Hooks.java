package dev.taowa.driver.podman;

import dev.taowa.driver.podman.root.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the engine runs as root on the host while it makes a container: hooks of the OCI runtime specification
 * ("POSIX-platform Hooks") and of Podman (oci-hooks(5): precreate). Each is a static file that only root can write, and is
 * for the containers that have its annotation.
 */
final class Hooks {

    /** Hands a container's cgroups to the workspace's root, so many and no more. */
    static final String DELEGATE = "dev.taowa.delegate";

    /** Makes the workspace's root the owner of its user namespace. */
    static final String OWN_NAMESPACE = "dev.taowa.own-namespace";

    private Hooks() {}

    /** Writes them, and returns the folder for the engine's {@code --hooks-dir}. */
    static Path install(Root root) {
        var folder = root.runFolder().resolve("hooks");
        var delegate = script(root, "delegate-cgroups");
        var own = script(root, "own-namespace");
        define(root, folder.resolve("delegate.json"), delegate, List.of(), DELEGATE, "createRuntime");
        define(root, folder.resolve("own-begin.json"), own, List.of("begin"), OWN_NAMESPACE, "precreate");
        define(root, folder.resolve("own-end.json"), own, List.of("end"), OWN_NAMESPACE, "createRuntime");
        return folder;
    }

    private static Path script(Root root, String name) {
        var script = root.runFolder().resolve(name);
        root.write(script, resource(name + ".sh"), 0755);
        return script;
    }

    private static void define(
            Root root, Path definition, Path script, List<String> arguments, String annotation, String stage) {
        var argv = Stream.concat(Stream.of(script.toString()), arguments.stream())
                .map(word -> '"' + word + '"')
                .collect(Collectors.joining(",", "[", "]"));
        var text = """
                {"version":"1.0.0","hook":{"path":"%s","args":%s},\
                "when":{"annotations":{"^%s$":"^yes$"}},"stages":["%s"]}
                """.formatted(script, argv, annotation.replace(".", "\\\\."), stage);
        root.write(definition, text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    private static byte[] resource(String name) {
        try (var input = Hooks.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("not in the program: " + name);
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
