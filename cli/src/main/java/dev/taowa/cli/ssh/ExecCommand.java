package dev.taowa.cli.ssh;

import dev.taowa.cli.context.CommandContext;
import dev.taowa.dial.Command;
import dev.taowa.problem.Problem;
import dev.taowa.problem.ProblemCode;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code taowa exec NAME -- CMD…}. */
@picocli.CommandLine.Command(
        name = "exec",
        description = "Run a command in a workspace, without a terminal; streams and exit status are its own.")
public final class ExecCommand extends OpenSsh {

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "Log in as this user, such as root, instead of the workspace's own.")
    private String user = "";

    @Parameters(index = "0", paramLabel = "NAME", description = "The workspace.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "-- CMD",
            description = "The program and its arguments, each passed as it is; it runs in the project's folder.")
    private List<String> words = new ArrayList<>();

    public ExecCommand(CommandContext context) {
        this(context, new ReplacedProcess());
    }

    ExecCommand(CommandContext context, HostProgram programs) {
        super(context, programs);
    }

    @Spec
    void spec(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        var command = command(words);
        if (command.isEmpty()) {
            throw new ProblemException(new Problem(
                    ProblemCode.BAD_ARGUMENT, "taowa exec has no command to run", "use `taowa exec NAME -- CMD`"));
        }
        var address = address(name);
        var options = new ArrayList<>(List.of("-T", "-o", "BatchMode=yes", "-o", "LogLevel=ERROR"));
        if (!user.isEmpty()) {
            options.addAll(List.of("-l", user));
        }
        return ssh(address, options, List.of(new Command("", command, Map.of(), address.folder()).shellLine()));
    }
}
