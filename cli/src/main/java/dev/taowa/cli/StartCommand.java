package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.context.Workspaces;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code taowa start NAME…}. */
@Command(name = "start", description = "Start stopped workspaces.")
final class StartCommand implements Runnable {

    private final CommandContext context;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The workspaces.")
    private List<String> names = List.of();

    StartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        for (var name : names) {
            var path = Workspaces.path(name, "start");
            var body = ClientEnvironment.again(context, name);
            Operations.run(context, () -> context.api().post(path, body));
            context.say("started " + name);
        }
    }
}
