package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code taowa show NAME}. */
@Command(name = "show", description = "Show a workspace: state, addresses, phases of its last operation.")
final class ShowCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    ShowCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var workspace = context.api().get(Workspaces.path(name));
        if (json.asked()) {
            context.print(workspace);
            return;
        }
        context.print(WorkspaceText.all(workspace));
    }
}
