package dev.taowa.cli;

import dev.taowa.cli.json.Json;
import dev.taowa.cli.progress.Durations;
import dev.taowa.cli.terminal.Table;
import dev.taowa.cli.terminal.TextWidth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A workspace as people read it. */
final class WorkspaceText {

    private static final int LABEL = 9;

    private WorkspaceText() {}

    /** Everything, for {@code show}. */
    static List<String> all(Json workspace) {
        var lines = new ArrayList<String>();
        add(lines, "name", workspace.text("name"));
        add(lines, "id", workspace.text("id"));
        add(lines, "state", workspace.text("state"));
        add(lines, "reason", workspace.text("reason"));
        add(lines, "lifecycle", workspace.text("lifecycle"));
        add(lines, "host", workspace.text("host"));
        add(lines, "tier", workspace.text("tier"));
        add(lines, "source", workspace.text("source"));
        add(lines, "folder", workspace.text("folder"));
        add(lines, "user", workspace.text("user"));
        add(lines, "created", workspace.text("createdAt"));
        lines.addAll(addresses(workspace));
        for (var phase : workspace.list("phases")) {
            var took = Durations.text(Duration.ofMillis(phase.number("durationMillis")));
            add(lines, "phase", phase.text("name") + " " + took + " " + phase.text("outcome"));
        }
        return lines;
    }

    /** Where to go: SSH, the IDE, ports. */
    static List<String> addresses(Json workspace) {
        var lines = new ArrayList<String>();
        add(lines, "ssh", workspace.at("ssh").text("command"));
        add(lines, "ide", workspace.at("ide").text("url"));
        for (var port : workspace.list("ports")) {
            add(lines, "port " + port.number("port"), (port.text("url") + " " + port.text("label")).strip());
        }
        return lines;
    }

    static List<String> ports(List<Json> ports) {
        var table = new Table("PORT", "LABEL", "LISTENING", "URL");
        for (var port : ports) {
            table.row(Long.toString(port.number("port")), port.text("label"), port.text("origin"), port.text("url"));
        }
        return table.lines();
    }

    /** The ports that went and those that came; one that changed did both. */
    static List<String> changes(List<Json> before, List<Json> now) {
        var lines = new ArrayList<String>();
        before.stream().filter(port -> !now.contains(port)).forEach(port -> lines.add("- " + port(port)));
        now.stream().filter(port -> !before.contains(port)).forEach(port -> lines.add("+ " + port(port)));
        return lines;
    }

    private static String port(Json port) {
        var text = "%d  %s  %s  %s"
                .formatted(port.number("port"), port.text("label"), port.text("origin"), port.text("url"));
        return TextWidth.printable(text.replaceAll(" {3,}", "  ").strip());
    }

    private static void add(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            lines.add(TextWidth.pad(label, LABEL) + " " + TextWidth.printable(value));
        }
    }
}
