package dev.taowa.driver.podman;

import dev.taowa.driver.podman.root.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The OCI hook (runtime-spec, "POSIX-platform Hooks": createRuntime) that hands a container's cgroups to the workspace's
 * root on hosts with cgroup v1. It runs as root on the host, so it is a static file that only root can write.
 */
final class Hook {

    /** Only containers with this annotation are handed their cgroups. */
    static final String ANNOTATION = "dev.taowa.delegate";

    private Hook() {}

    /** Writes the hook, and returns the folder for the engine's {@code --hooks-dir}. */
    static Path install(Root root) {
        var folder = root.runFolder().resolve("hooks");
        var script = root.runFolder().resolve("delegate-cgroups");
        root.write(script, resource("delegate-cgroups.sh"), 0755);
        var definition = """
                {"version":"1.0.0","hook":{"path":"%s"},\
                "when":{"annotations":{"^dev\\\\.taowa\\\\.delegate$":"^yes$"}},"stages":["createRuntime"]}
                """.formatted(script);
        root.write(folder.resolve("taowa.json"), definition.getBytes(StandardCharsets.UTF_8), 0644);
        return folder;
    }

    private static byte[] resource(String name) {
        try (var input = Hook.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("not in the program: " + name);
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
