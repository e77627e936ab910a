package dev.taowa.cli;

import dev.taowa.cli.json.EventReader;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.progress.Durations;
import dev.taowa.cli.terminal.Table;
import dev.taowa.workspace.ByteSize;
import java.util.List;

/** What a workspace uses, as people read it. */
final class StatsText {

    private StatsText() {}

    static List<String> lines(Json stats) {
        var limit = stats.at("memoryLimit").present() ? " of " + size(stats, "memoryLimit") : "";
        return new Table("WHAT", "USED")
                .row("processor time", Durations.text(EventReader.duration(stats.at("cpuTime"))))
                .row("memory", size(stats, "memory") + limit)
                .row("processes", Long.toString(stats.number("pids")))
                .row("disk", size(stats, "disk"))
                .row("received", size(stats, "received"))
                .row("sent", size(stats, "sent"))
                .lines();
    }

    private static String size(Json stats, String name) {
        return new ByteSize(Math.max(0, stats.number(name))).toString();
    }
}
