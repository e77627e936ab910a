package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.cli.terminal.Terminal;
import dev.taowa.dial.Command;
import dev.taowa.dial.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code taowa ssh NAME [-- CMD…]}. */
@picocli.CommandLine.Command(
        name = "ssh",
        description = "Open a terminal in a workspace, in the project's folder, or run a command on one.")
public final class SshCommand extends OpenSsh {

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "Log in as this user, such as root, instead of the workspace's own.")
    private String user = "";

    @Option(names = "-A", description = "Let the workspace use your SSH agent while you are in.")
    private boolean agent;

    @Parameters(index = "0", paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "-- CMD",
            description = "The program and its arguments; a login shell if not given.")
    private List<String> words = new ArrayList<>();

    public SshCommand(CommandContext context) {
        this(context, new ReplacedProcess());
    }

    SshCommand(CommandContext context, HostProgram programs) {
        super(context, programs);
    }

    @Spec
    void spec(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        var address = address(name);
        var options = new ArrayList<>(List.of(Terminal.isInput() ? "-t" : "-T", "-o", "LogLevel=ERROR"));
        if (agent) {
            options.add("-A");
        }
        if (!user.isEmpty()) {
            options.addAll(List.of("-l", user));
        }
        return ssh(address, options, List.of(line(address.folder())));
    }

    /** A shell starts all the same when the project's folder is not there. */
    private String line(String folder) {
        var command = command(words);
        return command.isEmpty()
                ? "cd " + ShellWord.quote(folder) + "; exec \"$SHELL\" -l"
                : new Command("", command, Map.of(), folder).shellLine();
    }
}
