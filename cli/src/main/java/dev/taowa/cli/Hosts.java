package dev.taowa.cli;

import dev.taowa.cli.client.ApiClient;
import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Table;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hosts as people read them. */
final class Hosts {

    private static final String LOCAL = "local";

    private Hosts() {}

    static void list(CommandContext context, boolean json) {
        var host = Map.of("name", LOCAL, "engine", "podman", "address", "this machine");
        if (json) {
            context.print(new Json(List.of(host)));
            return;
        }
        context.print(new Table("NAME", "ENGINE", "ADDRESS")
                .row(LOCAL, "podman", "this machine")
                .lines());
    }

    /** Prints the report; an unfit host is a problem of the host. */
    static int check(CommandContext context, String name, boolean json) {
        if (!name.equals(LOCAL)) {
            throw new ProblemException(onlyLocal("there is no host \"%s\"".formatted(name)));
        }
        var report = report(context);
        if (json) {
            context.print(report);
        } else {
            context.print(lines(report));
        }
        return isFit(report) ? 0 : ProblemCode.HOST_UNFIT.fault().exitStatus();
    }

    static Json report(CommandContext context) {
        return context.api().get("hosts/" + ApiClient.part(LOCAL) + "/check");
    }

    static boolean isFit(Json report) {
        return !report.text("tier").isEmpty();
    }

    static List<String> lines(Json report) {
        var table = new Table("CAPABILITY", "FOUND", "VERDICT");
        var fixes = new ArrayList<String>();
        for (var capability : report.list("capabilities")) {
            table.row(capability.text("title"), capability.text("found"), word(capability.text("verdict")));
            if (!capability.text("fix").isEmpty()) {
                fixes.add("fix: %s: %s".formatted(capability.text("title"), capability.text("fix")));
            }
        }
        var lines = new ArrayList<>(table.lines());
        lines.add(
                isFit(report)
                        ? "verdict: workspaces run in tier " + word(report.text("tier"))
                        : "verdict: no workspace can run here");
        lines.addAll(fixes);
        return lines;
    }

    static Problem onlyLocal(String what) {
        return new Problem(ProblemCode.HOST_UNKNOWN, what, "use host local: this version knows only this machine");
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT);
    }
}
