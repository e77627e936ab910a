package dev.taowa.definition;

import dev.taowa.source.Checkout;
import dev.taowa.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A source with a definition, in a folder of the test's own. */
abstract class SampleSource {

    @TempDir
    private Path top;

    private Path folder = Path.of("");

    final DefinitionReader reader = new DefinitionReader(Path.of("/nonexistent"));

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(top.toRealPath().resolve("app"));
        Files.createDirectories(folder.resolve(".devcontainer"));
        Files.writeString(folder.resolve("Containerfile"), "FROM debian:12\n");
    }

    /** A folder beside the source's. */
    Path beside(String name) {
        return top.resolve(name);
    }

    /** The source's own folder. */
    Path folder() {
        return folder;
    }

    void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** The definition of the folder, with this as its file. */
    Definition read(String json) throws IOException {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    Definition read(byte[] json) throws IOException {
        Files.write(folder.resolve(".devcontainer/devcontainer.json"), json);
        return read();
    }

    /** The definition of the folder as it stands. */
    Definition read() {
        return reader.read(checkout(), DefinitionChoice.NONE, Map.of("USER", "me"));
    }

    /** The definition of the same files as a repository from a URL, of which a subfolder was asked for. */
    Definition readFromUrl(String subfolder) {
        var git = new Source.Git("https://example.test/app", Optional.empty(), "", "https://example.test/app");
        return reader.read(new Checkout(git, folder, subfolder), DefinitionChoice.NONE, Map.of("USER", "me"));
    }

    Checkout checkout() {
        return new Checkout(new Source.Folder(folder), folder, "");
    }
}
