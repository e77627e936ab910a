package dev.taowa.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.port.DeclaredPort;
import dev.taowa.port.DeclaredPorts;
import dev.taowa.port.PortRule;
import dev.taowa.up.Wish;
import dev.taowa.workspace.ByteSize;
import dev.taowa.workspace.Limits;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredWishesIT {

    @TempDir
    private Path folder;

    private static Wish wish(String name) {
        var limits = new Limits(
                OptionalDouble.of(1.5), Optional.of(new ByteSize(1L << 30)), Optional.empty(), OptionalLong.of(100));
        return new Wish(
                WorkspaceId.random(),
                new WorkspaceName(name),
                "/src/" + name,
                new UpRequest(
                        "/src/" + name,
                        Optional.of(name),
                        Optional.empty(),
                        "local",
                        Optional.of("web"),
                        false,
                        limits,
                        Set.of(),
                        DefinitionChoice.NONE,
                        Map.of(),
                        GivenSecrets.NONE),
                Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void wishesOutliveTheDatabaseBeingOpenedAgain() {
        var wish = wish("demo");
        try (var database = Database.open(folder.resolve("taowa.db"))) {
            new StoredWishes(database).save(wish);
        }

        try (var database = Database.open(folder.resolve("taowa.db"))) {
            assertThat(new StoredWishes(database).all()).containsExactly(wish);
        }
    }

    @Test
    void savingAgainReplacesAndKeepsThePorts() {
        try (var database = Database.open(folder.resolve("taowa.db"))) {
            var wishes = new StoredWishes(database);
            var wish = wish("demo");
            var ports = new DeclaredPorts(
                    List.of(new DeclaredPort(3000, "web", "http")), List.of(new PortRule("4000-4010", "api")), "other");
            wishes.save(wish);
            wishes.savePorts(wish.id(), ports);
            wishes.save(wish);

            assertThat(wishes.all()).hasSize(1);
            assertThat(wishes.ports(wish.id())).isEqualTo(ports);

            wishes.forget(wish.id());
            assertThat(wishes.all()).isEmpty();
            assertThat(wishes.ports(wish.id())).isEqualTo(DeclaredPorts.NONE);
        }
    }

    @Test
    void twoWorkspacesCannotShareAName() {
        try (var database = Database.open(folder.resolve("taowa.db"))) {
            var wishes = new StoredWishes(database);
            wishes.save(wish("demo"));

            assertThatThrownBy(() -> wishes.save(wish("demo"))).hasMessageContaining("UNIQUE");
        }
    }
}
