package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code taowa stop NAME…}. */
@Command(name = "stop", description = "Stop workspaces; their volumes stay.")
final class StopCommand implements Runnable {

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The workspaces.")
    private List<String> names = List.of();

    StopCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        for (var name : names) {
            var path = Workspaces.path(name, "stop");
            Operations.run(context, () -> context.api().post(path));
            context.say("stopped " + name);
        }
    }
}
