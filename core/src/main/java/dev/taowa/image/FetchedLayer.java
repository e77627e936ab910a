package dev.taowa.image;

import dev.taowa.dial.ShellWord;
import dev.taowa.feature.ResolvedFeature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The layer of a Feature that somebody publishes: its folder is copied into the build, and its install.sh runs there as
 * root with its options and the users' names as variables (containers.dev, "Features: invoking install.sh").
 */
final class FetchedLayer {

    private static final String SOURCE = "feature/source/";
    private static final String INSTALL = """
            #!/bin/sh
            # Runs the Feature's own install.sh in a copy that it may change.
            set -eu
            here=$(cd "$(dirname "$0")" && pwd)
            copy=$(mktemp -d)
            trap 'rm -rf "$copy"' EXIT
            cp -R "$here/source/." "$copy"
            chmod -R u+rwX,go+rX "$copy"
            cd "$copy"
            chmod +x install.sh
            set -a
            _REMOTE_USER=$USER_NAME _REMOTE_USER_HOME=$USER_HOME _CONTAINER_USER=$CONTAINER_USER
            _CONTAINER_USER_HOME=$(getent passwd "$CONTAINER_USER" | cut -d: -f6)
            # Last, as an option may have the name of any variable above.
            . "$here/options.env"
            set +a
            ./install.sh
            """;

    private FetchedLayer() {}

    static Layer of(ResolvedFeature resolved) {
        var folder = resolved.folder()
                .orElseThrow(() -> new IllegalStateException(resolved.id() + " is neither ours nor fetched"));
        var files = new ArrayList<ContextEntry>();
        files.add(new ContextEntry.Folder("feature/source", 0755));
        ContextReader.readAll(folder).forEach(entry -> files.add(below(entry)));
        files.add(given("feature/install.sh", INSTALL));
        files.add(given("feature/options.env", options(resolved)));
        var identity = String.join("\n", resolved.pinned(), options(resolved), INSTALL);
        return new Layer(name(resolved), identity, files, environment(resolved), List.of());
    }

    private static ContextEntry below(ContextEntry entry) {
        return switch (entry) {
            case ContextEntry.Folder each -> new ContextEntry.Folder(SOURCE + each.path(), each.mode());
            case ContextEntry.Link each -> new ContextEntry.Link(SOURCE + each.path(), each.target());
            case ContextEntry.Stored each ->
                new ContextEntry.Stored(SOURCE + each.path(), each.mode(), each.file(), each.sizeBytes());
            case ContextEntry.Given each -> new ContextEntry.Given(SOURCE + each.path(), each.mode(), each.content());
        };
    }

    private static ContextEntry given(String path, String text) {
        return ContextEntry.Given.of(path, 0644, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String options(ResolvedFeature resolved) {
        return new TreeMap<>(resolved.environment())
                .entrySet().stream()
                        .map(each -> each.getKey() + "=" + ShellWord.quote(each.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> environment(ResolvedFeature resolved) {
        var environment = new LinkedHashMap<String, String>();
        for (var each : resolved.manifest().json().path("containerEnv").properties()) {
            if (each.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")
                    && each.getValue().isTextual()) {
                environment.put(each.getKey(), each.getValue().textValue());
            }
        }
        return environment;
    }

    /** What an image's name may hold. */
    private static String name(ResolvedFeature resolved) {
        var name = resolved.manifest().id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return ("feature-" + name).replace("--", "-").replaceFirst("-$", "");
    }
}
