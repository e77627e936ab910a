package dev.taowa.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
        name = "taowa",
        description = "Turns a Git URL or a folder into a machine of your own: systemd, SSH, Docker, a web IDE.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "`taowa COMMAND --help` tells more. TAOWA_STATE puts all state in another folder."})
final class Taowa implements Runnable {

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "no command given");
        }
    }
}
