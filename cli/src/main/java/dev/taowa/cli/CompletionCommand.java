package dev.taowa.cli;

import dev.taowa.cli.context.CommandContext;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code taowa completion}. */
@Command(name = "completion", description = "Print the completion script for bash and zsh: source <(taowa completion)")
final class CompletionCommand implements Runnable {

    private final CommandContext context;

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.out().print(AutoComplete.bash("taowa", CommandLines.all(context)));
    }
}
