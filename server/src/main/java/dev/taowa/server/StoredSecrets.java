package dev.taowa.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taowa.up.KeptSecrets;
import dev.taowa.up.Secrets;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/** Secrets in a file for each workspace, which only the state's user can read. */
final class StoredSecrets implements Secrets {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    StoredSecrets(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized KeptSecrets find(WorkspaceId id) {
        var file = file(id);
        if (!Files.exists(file)) {
            return KeptSecrets.NONE;
        }
        try {
            var kept = JSON.readTree(Files.readAllBytes(file));
            var values = new HashMap<String, Secret>();
            kept.path("values")
                    .properties()
                    .forEach(each ->
                            values.put(each.getKey(), Secret.of(each.getValue().asText())));
            return new KeptSecrets(kept.path("revision").asText(), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void save(WorkspaceId id, KeptSecrets secrets) {
        var json = JSON.createObjectNode().put("revision", secrets.revision());
        var values = json.putObject("values");
        secrets.values().forEach((name, secret) -> values.put(name, secret.revealText()));
        try {
            Files.createDirectories(folder);
            ServerHome.write(file(id), JSON.writeValueAsBytes(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void forget(WorkspaceId id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(WorkspaceId id) {
        return folder.resolve(id.value() + ".json");
    }
}
