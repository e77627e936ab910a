package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code taowa restart NAME…}. */
@Command(name = "restart", description = "Stop workspaces and start them again.")
final class RestartCommand implements Runnable {

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The workspaces.")
    private List<String> names = List.of();

    RestartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        for (var name : names) {
            var path = Workspaces.path(name, "restart");
            var body = ClientEnvironment.again(context, name);
            Operations.run(context, () -> context.api().post(path, body));
            context.say("restarted " + name);
        }
    }
}
