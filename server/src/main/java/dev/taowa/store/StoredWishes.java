package dev.taowa.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.taowa.api.UpRequest;
import dev.taowa.port.DeclaredPorts;
import dev.taowa.up.Wish;
import dev.taowa.up.Wishes;
import dev.taowa.workspace.WorkspaceId;
import dev.taowa.workspace.WorkspaceName;
import java.time.Instant;
import java.util.List;

/** Wishes in the database, and the ports that their definitions named last. */
public final class StoredWishes implements Wishes {

    private final Database database;

    public StoredWishes(Database database) {
        this.database = database;
    }

    @Override
    public List<Wish> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM wish ORDER BY created_at")
                        .map((row, context) -> new Wish(
                                new WorkspaceId(row.getString("id")),
                                new WorkspaceName(row.getString("name")),
                                row.getString("source"),
                                database.read(row.getString("request"), new TypeReference<UpRequest>() {}),
                                Instant.parse(row.getString("created_at"))))
                        .list());
    }

    @Override
    public void save(Wish wish) {
        database.jdbi()
                .useHandle(
                        handle -> handle.createUpdate("INSERT INTO wish (id, name, source, request, ports, created_at)"
                                        + " VALUES (:id, :name, :source, :request, :ports, :createdAt) ON CONFLICT (id) DO UPDATE"
                                        + " SET name = :name, source = :source, request = :request")
                                .bind("id", wish.id().value())
                                .bind("name", wish.name().value())
                                .bind("source", wish.source())
                                .bind("request", database.write(wish.request()))
                                .bind("ports", database.write(DeclaredPorts.NONE))
                                .bind("createdAt", wish.createdAt().toString())
                                .execute());
    }

    @Override
    public void forget(WorkspaceId id) {
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM wish WHERE id = ?", id.value()));
    }

    public DeclaredPorts ports(WorkspaceId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT ports FROM wish WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(String.class)
                        .findOne()
                        .map(text -> database.read(text, new TypeReference<DeclaredPorts>() {}))
                        .orElse(DeclaredPorts.NONE));
    }

    public void savePorts(WorkspaceId id, DeclaredPorts ports) {
        database.jdbi()
                .useHandle(handle ->
                        handle.execute("UPDATE wish SET ports = ? WHERE id = ?", database.write(ports), id.value()));
    }
}
