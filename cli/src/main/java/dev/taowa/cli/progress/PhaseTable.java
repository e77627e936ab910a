package dev.taowa.cli.progress;

import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Table;
import java.time.Duration;
import java.util.List;

/** The phases of an operation and how long each took. */
public final class PhaseTable {

    private PhaseTable() {}

    /**
     * The table, a line each.
     *
     * @param phases as {@code show --json} gives them
     * @param all from the command's start to its end: phases may run side by side
     */
    public static List<String> lines(List<Json> phases, Duration all) {
        var table = new Table("PHASE", "TIME", "OUTCOME");
        for (var phase : phases) {
            table.row(
                    phase.text("name"),
                    Durations.text(Duration.ofMillis(phase.number("durationMillis"))),
                    phase.text("outcome"));
        }
        return table.row("all", Durations.text(all), "").lines();
    }
}
