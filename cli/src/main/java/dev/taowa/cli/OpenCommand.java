package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.json.Json;
import dev.taowa.cli.terminal.Browser;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code taowa open NAME}. */
@Command(
        name = "open",
        description =
                "Open the IDE, a port or a Service of the cluster of a workspace in the browser, and print its link.")
final class OpenCommand implements Runnable {

    private final CommandContext context;

    @Mixin
    private JsonOption json = new JsonOption();

    @Option(names = "--no-browser", description = "Only print the link.")
    private boolean noBrowser;

    @Parameters(index = "0", paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PORT|ide|vscode|jetbrains|svc/NAMESPACE/NAME[:PORT]",
            description = "What to open; the web IDE if not given.")
    private String target = "ide";

    OpenCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        var link = OpenTargets.link(context, name, target);
        if (json.asked()) {
            context.print(new Json(Map.of("url", link)));
        } else {
            context.out().println(link);
        }
        context.out().flush();
        if (!noBrowser && !new Browser(context.environment()).open(link)) {
            context.say("there is no browser here; open the link in yours");
        }
    }
}
