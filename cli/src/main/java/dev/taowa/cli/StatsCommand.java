package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code taowa stats NAME}. */
@Command(name = "stats", description = "Show what a workspace uses.")
final class StatsCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    StatsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var stats = context.api().get(Workspaces.path(name, "stats"));
        if (json.asked()) {
            context.print(stats);
            return;
        }
        context.print(StatsText.lines(stats));
    }
}
