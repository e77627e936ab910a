package dev.taowa.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.taowa.document.SourceTree;
import dev.taowa.problem.ProblemException;
import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder with a small project, for tests. */
final class ProjectFolder {

    private final Path root;
    private final Map<String, String> client = new HashMap<>();
    private boolean git;

    /** @param top an empty folder */
    ProjectFolder(Path top) {
        try {
            this.root = Files.createDirectories(top.toRealPath().resolve("shop"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    ProjectFolder file(String path, String text) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProjectFolder compose(String text) {
        return file("compose.yaml", text);
    }

    ProjectFolder variable(String name, String value) {
        client.put(name, value);
        return this;
    }

    ProjectFolder fromGit() {
        git = true;
        return this;
    }

    Checkout checkout() {
        var url = "https://example.test/shop";
        return new Checkout(git ? new Source.Git(url, Optional.empty(), "", url) : new Source.Folder(root), root, "");
    }

    ComposeProject read(String... files) {
        var named = files.length == 0 ? List.of("compose.yaml") : List.of(files);
        return ComposeReader.read(checkout(), new SourceTree(root), Path.of("devcontainer.json"), named, client);
    }

    /** A service of the merged project. */
    JsonNode service(String name, String... files) {
        return read(files).model().path("services").path(name);
    }

    InnerProject inner(String chosen, String... named) {
        return InnerProject.of(
                read(),
                chosen,
                named.length == 0 ? Optional.empty() : Optional.of(List.of(named)),
                new Inside("/workspaces/shop", "/home/dev"),
                Map.of());
    }

    /** What runs inside, as a tree. */
    JsonNode innerTree(String chosen) {
        try {
            return new JsonMapper().readTree(inner(chosen).text().reveal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told of the project, without lines and columns, when it cannot be taken; empty when it can. */
    String problem(String... files) {
        try {
            var project = read(files);
            project.services().forEach(service -> project.service(service, false));
            return "";
        } catch (ProblemException e) {
            return e.problem().what().replaceAll(", line [0-9]+, column [0-9]+:", ":");
        }
    }
}
