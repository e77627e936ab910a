package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code taowa host …}. */
@Command(name = "host", description = "Look at the hosts that workspaces run on.", synopsisSubcommandLabel = "COMMAND")
final class HostCommand implements Runnable {

    private final CommandContext context;

    @Spec
    private @Nullable CommandSpec spec;

    HostCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "no command given");
        }
    }

    @Command(name = "ls", description = "List hosts.")
    void ls(@Mixin JsonOption json) {
        Hosts.list(context, json.asked());
    }

    @Command(name = "check", description = "Probe a host: what it can do, and what to change.")
    int check(
            @Mixin JsonOption json,
            @Parameters(paramLabel = "NAME", arity = "0..1", defaultValue = "local", description = "The host.")
                    String name) {
        return Hosts.check(context, name, json.asked());
    }

    @Command(name = "add", description = "Register a host; in this version there is only local.")
    int add(
            @Parameters(index = "0", paramLabel = "NAME", description = "Its name.") String name,
            @Parameters(index = "1", paramLabel = "ADDRESS", description = "Where it is.") String address) {
        return refuse("\"%s\" at %s cannot be added".formatted(name, address));
    }

    @Command(name = "rm", description = "Forget a host; in this version there is only local.")
    int rm(@Parameters(paramLabel = "NAME", description = "The host.") String name) {
        return refuse(name.equals("local") ? "local is always there" : "there is no host \"%s\"".formatted(name));
    }

    private int refuse(String what) {
        return CommandLines.refuse(context, Hosts.onlyLocal(what));
    }
}
