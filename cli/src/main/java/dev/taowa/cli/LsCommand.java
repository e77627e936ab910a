package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Table;
import dev.taowa.cli.terminal.TextWidth;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code taowa ls}. */
@Command(name = "ls", description = "List workspaces.")
final class LsCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    LsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var workspaces = context.api().get("workspaces");
        if (json.asked()) {
            context.print(workspaces);
            return;
        }
        if (workspaces.elements().isEmpty()) {
            context.say("no workspaces yet; `taowa up SOURCE` makes one");
            return;
        }
        context.print(table(workspaces.elements()));
        for (var workspace : workspaces.elements()) {
            workspace
                    .find("reason")
                    .ifPresent(reason ->
                            context.say(TextWidth.printable("%s: %s".formatted(workspace.text("name"), reason))));
        }
    }

    /** With what goes on in the background. */
    private static String state(Json workspace) {
        var state = workspace.text("state");
        return workspace.find("lifecycle").isEmpty() ? state : state + " (lifecycle)";
    }

    private static List<String> table(List<Json> workspaces) {
        var table = new Table("NAME", "STATE", "HOST", "SSH", "SOURCE");
        for (var workspace : workspaces) {
            table.row(
                    workspace.text("name"),
                    state(workspace),
                    workspace.text("host"),
                    workspace.at("ssh").find("command").orElse("-"),
                    workspace.text("source"));
        }
        return table.lines();
    }
}
