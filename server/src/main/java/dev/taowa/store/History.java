package dev.taowa.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.taowa.api.WorkspaceView.PhaseTime;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.workspace.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was done to workspaces and how it ended. */
public final class History {

    private static final int KEPT_OPERATIONS = 50;

    private final Database database;

    public History(Database database) {
        this.database = database;
    }

    /**
     * An operation; one without an end runs, or was cut short.
     *
     * @param problem absent when it succeeded, or runs
     */
    public record Entry(
            String id,
            WorkspaceId workspace,
            String kind,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<Problem> problem,
            List<PhaseTime> phases) {}

    public void save(Entry entry) {
        database.jdbi().useHandle(handle -> {
            handle.createUpdate("INSERT INTO operation (id, workspace_id, kind, started_at, ended_at, code, what, fix,"
                            + " phases) VALUES (:id, :workspace, :kind, :startedAt, :endedAt, :code, :what, :fix, :phases)"
                            + " ON CONFLICT (id) DO UPDATE SET ended_at = :endedAt, code = :code, what = :what, fix = :fix,"
                            + " phases = :phases")
                    .bind("id", entry.id())
                    .bind("workspace", entry.workspace().value())
                    .bind("kind", entry.kind())
                    .bind("startedAt", entry.startedAt().toString())
                    .bind("endedAt", entry.endedAt().map(Instant::toString).orElse(null))
                    .bind(
                            "code",
                            entry.problem()
                                    .map(problem -> problem.code().name())
                                    .orElse(null))
                    .bind("what", entry.problem().map(Problem::what).orElse(null))
                    .bind("fix", entry.problem().map(Problem::fix).orElse(null))
                    .bind("phases", database.write(entry.phases()))
                    .execute();
            handle.execute(
                    "DELETE FROM operation WHERE workspace_id = ? AND id NOT IN (SELECT id FROM operation"
                            + " WHERE workspace_id = ? ORDER BY started_at DESC LIMIT ?)",
                    entry.workspace().value(),
                    entry.workspace().value(),
                    KEPT_OPERATIONS);
        });
    }

    public Optional<Entry> last(WorkspaceId workspace) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM operation WHERE workspace_id = :id"
                                + " ORDER BY started_at DESC LIMIT 1")
                        .bind("id", workspace.value())
                        .map((row, context) -> entry(row))
                        .findOne());
    }

    /** Ends what an earlier server left open: called once at start, before anything runs. */
    public void closeInterrupted(Instant now) {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE operation SET ended_at = ?, code = ?, what = 'the server ended in the middle of ' || kind,"
                                + " fix = ? WHERE ended_at IS NULL",
                        now.toString(),
                        ProblemCode.SERVER_FAILED.name(),
                        "run `taowa up` again: it goes on from there"));
    }

    public void forget(WorkspaceId workspace) {
        database.jdbi()
                .useHandle(handle -> handle.execute("DELETE FROM operation WHERE workspace_id = ?", workspace.value()));
    }

    private Entry entry(ResultSet row) throws SQLException {
        var code = row.getString("code");
        return new Entry(
                row.getString("id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("kind"),
                Instant.parse(row.getString("started_at")),
                Optional.ofNullable(row.getString("ended_at")).map(Instant::parse),
                code == null
                        ? Optional.empty()
                        : Optional.of(
                                new Problem(ProblemCode.valueOf(code), row.getString("what"), row.getString("fix"))),
                database.read(row.getString("phases"), new TypeReference<List<PhaseTime>>() {}));
    }
}
