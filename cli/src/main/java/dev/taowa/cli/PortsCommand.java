package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code taowa ports NAME}. */
@Command(name = "ports", description = "List the ports of a workspace and their URLs.")
final class PortsCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Parameters(paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    PortsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var ports = context.api().get(Workspaces.path(name, "ports"));
        if (json.asked()) {
            context.print(ports);
            return;
        }
        if (ports.elements().isEmpty()) {
            context.say("nothing listens in " + name);
            return;
        }
        context.print(WorkspaceText.ports(ports.elements()));
    }
}
