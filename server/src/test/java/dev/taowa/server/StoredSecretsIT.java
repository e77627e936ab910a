package dev.taowa.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taowa.up.KeptSecrets;
import dev.taowa.workspace.Secret;
import dev.taowa.workspace.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredSecretsIT {

    @TempDir
    private Path folder;

    private final WorkspaceId id = WorkspaceId.random();

    @Test
    void secretsAreReadAgainByTheNextServer() {
        store().save(id, new KeptSecrets("1", Map.of("TOKEN", Secret.of("t\"0p\nü"), "NONE", Secret.of(""))));

        var found = store().find(id);

        assertThat(found.revision()).isEqualTo("1");
        assertThat(found.values())
                .hasEntrySatisfying(
                        "TOKEN", secret -> assertThat(secret.revealText()).isEqualTo("t\"0p\nü"));
        assertThat(found.values())
                .hasEntrySatisfying(
                        "NONE", secret -> assertThat(secret.isEmpty()).isTrue());
    }

    @Test
    void onlyTheStatesUserCanReadThem() throws IOException {
        store().save(id, new KeptSecrets("1", Map.of("TOKEN", Secret.of("t0p"))));

        try (var files = Files.list(folder.resolve("secrets"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void forgottenOnesAreGone() throws IOException {
        store().save(id, new KeptSecrets("1", Map.of("TOKEN", Secret.of("t0p"))));

        store().forget(id);
        store().forget(WorkspaceId.random());

        assertThat(store().find(id)).isEqualTo(KeptSecrets.NONE);
        try (var files = Files.list(folder.resolve("secrets"))) {
            assertThat(files).isEmpty();
        }
    }

    private StoredSecrets store() {
        return new StoredSecrets(folder.resolve("secrets"));
    }
}
