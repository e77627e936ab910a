package dev.taowa.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taowa.api.GivenSecrets;
import dev.taowa.api.UpRequest;
import dev.taowa.definition.DefinitionChoice;
import dev.taowa.outer.OuterCluster;
import dev.taowa.port.DeclaredPorts;
import dev.taowa.port.PortAttributes;
import dev.taowa.port.Ports;
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
                        Optional.of(new OuterCluster("dev", Optional.of("shop"), Optional.empty())),
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
            var https = new PortAttributes(Optional.of("web"), Optional.of("https"), Optional.empty());
            var hidden = new PortAttributes(Optional.empty(), Optional.empty(), Optional.of("ignore"));
            var ports = new Ports(
                            List.of(new Ports.Forward(Optional.empty(), 80)),
                            Map.of("3000", https, "4000-4010", hidden),
                            Optional.of(https))
                    .declared();
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
    void whatAnEarlierVersionKeptOfPortsIsRead() {
        var file = folder.resolve("taowa.db");
        var wish = wish("demo");
        try (var database = Database.open(file)) {
            new StoredWishes(database).save(wish);
            database.jdbi().useHandle(handle -> {
                handle.createUpdate("UPDATE wish SET ports = :ports")
                        .bind("ports", """
                                {"numbered":[{"port":80,"label":"a \\"otherLabel\\": b","protocol":"http"}],\
                                "rules":[{"key":"90-91","label":"range"}],"otherLabel":""}""")
                        .execute();
                handle.execute("DELETE FROM flyway_schema_history WHERE version = '3'");
            });
        }

        try (var database = Database.open(file)) {
            var ports = new StoredWishes(database).ports(wish.id());
            assertThat(ports.label(80, "")).isEqualTo("a \"otherLabel\": b");
            assertThat(ports.label(91, "")).isEqualTo("range");
            assertThat(ports.label(92, "")).isEmpty();
            assertThat(ports.isHidden(80, "")).isFalse();
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
